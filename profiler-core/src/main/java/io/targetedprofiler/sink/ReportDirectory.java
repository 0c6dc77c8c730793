package io.targetedprofiler.sink;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The directory of one profile's files. Others may read it and clear it up at any time; several
 * processes may write to it.
 *
 * @param path need not exist
 */
record ReportDirectory(Path path) {
  /** Hidden, and not named as a report is. */
  private static final String TEMPORARY = ".tmp";

  /** No file is written for so long; what is older was left by a process that died. */
  private static final Duration ABANDONED = Duration.ofMinutes(10);

  /** Writes the content of a file. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file under a temporary name and renames it, so that it is there as a whole or not at
   * all.
   */
  void write(String name, Content content) throws IOException {
    if (!Files.isDirectory(path)) { // Not left to createDirectories, to which a link is none.
      Files.createDirectories(path);
    }
    Path temporary = path.resolve('.' + name + '.' + ProcessHandle.current().pid() + TEMPORARY);
    OutputStream file =
        Files.newOutputStream(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    try {
      try (OutputStream out = new BufferedOutputStream(file)) {
        content.writeTo(out);
      }
      move(temporary, path.resolve(name));
    } catch (Throwable failure) {
      deleteQuietly(temporary);
      throw failure;
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException unusual) {
      // Within one directory a plain rename is as good as it gets.
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /**
   * Deletes the files of all but the newest reports, and what a process that died has left. Files
   * that are named otherwise are not ours.
   *
   * @param keep so many reports stay; all files of one report are one
   */
  void prune(int keep) throws IOException {
    List<Path> files = new ArrayList<>();
    NavigableSet<ReportFileName> reports = new TreeSet<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(path)) {
      for (Path file : all) {
        Optional<ReportFileName> report = ReportFileName.of(file.getFileName().toString());
        report.ifPresent(reports::add);
        if (report.isPresent()) {
          files.add(file);
        } else if (isAbandoned(file)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException nothingThere) {
      return;
    }
    while (reports.size() > keep) {
      reports.pollFirst();
    }
    for (Path file : files) {
      if (!reports.contains(ReportFileName.of(file.getFileName().toString()).orElseThrow())) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static boolean isAbandoned(Path file) throws IOException {
    String name = file.getFileName().toString();
    if (!name.startsWith(".") || !name.endsWith(TEMPORARY)) {
      return false;
    }
    try {
      Instant changed = Files.getLastModifiedTime(file).toInstant();
      return changed.isBefore(Instant.now().minus(ABANDONED));
    } catch (NoSuchFileException renamed) {
      return false;
    }
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException alsoFails) {
      // The failure before this one is what there is to say; the file goes when it is pruned.
    }
  }
}
