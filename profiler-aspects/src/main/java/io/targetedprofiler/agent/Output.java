package io.targetedprofiler.agent;

import io.targetedprofiler.format.FileFormat;
import io.targetedprofiler.format.UnreadableException;
import io.targetedprofiler.model.ReportSet;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/**
 * The file that a command writes: whole or not at all. What is there and is no regular file, such
 * as a device or a pipe, is written to, never replaced.
 */
final class Output {
  private static final Path STANDARD_OUTPUT = Path.of("-");

  private Output() {}

  /**
   * Writes reports.
   *
   * @param to {@code -} for standard output; JSON is gzipped if the name ends with {@code .gz}
   */
  static void write(ReportSet reports, FileFormat format, Path to, Terminal terminal)
      throws IOException {
    checkCalls(reports, format);
    if (to.equals(STANDARD_OUTPUT)) {
      format.writer().write(reports, terminal.out());
      terminal.out().flush();
      if (terminal.out().checkError()) {
        throw new IOException("standard output was closed");
      }
      return;
    }
    Path directory = to.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new NoSuchFileException(String.valueOf(directory));
    }
    if (Files.isDirectory(to)) {
      throw new FileSystemException(to.toString(), null, "a directory");
    }
    if (Files.exists(to) && !Files.isRegularFile(to)) {
      write(reports, format, to, zipped(format, to));
      return;
    }
    Path target = Files.exists(to) ? to.toRealPath() : to; // A link stays one.
    Path beside = target.resolveSibling(target.getFileName() + "." + ProcessHandle.current().pid());
    try {
      write(reports, format, beside, zipped(format, to));
      Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static void checkCalls(ReportSet reports, FileFormat format) throws IOException {
    boolean known =
        reports.reports().stream()
            .allMatch(
                report -> // a supplement has none of its own
                report.asynchrony().isSupplement() || report.tree().root().calls() > 0);
    if (!known && format.holdsCalls()) {
      throw new UnreadableException(
          "what was read does not tell how often anything was called, which %s has to hold; it can be written as %s"
              .formatted(
                  format.id(),
                  Arrays.stream(FileFormat.values())
                      .filter(other -> !other.holdsCalls())
                      .map(FileFormat::id)
                      .collect(Collectors.joining(" or "))));
    }
  }

  private static boolean zipped(FileFormat format, Path to) {
    return to.toString().endsWith(".gz") && !format.extension().endsWith(".gz");
  }

  private static void write(ReportSet reports, FileFormat format, Path to, boolean zipped)
      throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(to))) {
      write(reports, format, out, zipped);
    }
  }

  private static void write(ReportSet reports, FileFormat format, OutputStream out, boolean zipped)
      throws IOException {
    if (zipped) {
      try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
        format.writer().write(reports, gzip);
      }
    } else {
      format.writer().write(reports, out);
    }
  }
}
