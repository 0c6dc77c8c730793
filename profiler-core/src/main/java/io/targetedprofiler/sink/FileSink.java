package io.targetedprofiler.sink;

import io.targetedprofiler.format.FileFormat;
import io.targetedprofiler.format.NothingToWriteException;
import io.targetedprofiler.format.ReportWriter;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.ReportSet;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes each report to files, one in each format: {@code <dir>/<profile>/<time>-<reportId>.<ext>};
 * a supplement has {@code late1.} before the extension, the next one {@code late2.}. A file is
 * there as a whole or not at all, and only the files of the newest reports of each profile stay.
 *
 * <p>What goes wrong (a full disk, missing rights, a directory that is gone, a writer that fails)
 * is said on the logger {@code profiler}, each kind at most once a minute, and stops neither the
 * other formats nor the next report. As every sink it is called on one thread at a time, and not on
 * the profiled one: see {@link QueueingSink}.
 */
public final class FileSink implements ReportSink {

  /**
   * A format in use.
   *
   * @param extension end of the files' names, without the dot before it
   */
  record Output(String extension, ReportWriter writer) {}

  private final Path directory;
  private final List<Output> outputs;
  private final int keep;
  private final ProfilerLog log;

  FileSink(Path directory, List<Output> outputs, int keep, ProfilerLog log) {
    this.directory = directory;
    this.outputs = List.copyOf(outputs);
    this.keep = keep;
    this.log = log;
  }

  /**
   * A sink for those of the formats whose libraries are there; of any other the log is told which
   * one to add.
   *
   * @param directory need not exist; made when the first report comes
   * @param formats in which each report is written
   * @param keep the files of so many newest reports of each profile stay, at least 1
   * @param log told of all that goes wrong
   * @return empty if there is no format that can be written
   */
  public static Optional<FileSink> in(
      Path directory, List<FileFormat> formats, int keep, ProfilerLog log) {
    List<Output> outputs = new ArrayList<>();
    for (FileFormat format : formats) {
      Optional<String> missing = format.missingLibrary();
      if (missing.isEmpty()) {
        outputs.add(new Output(format.extension(), format.writer()));
      } else {
        log.warn(
            "no library for " + format,
            () ->
                "files in the format %s are not written: add %s to the class path"
                    .formatted(format.id(), missing.get()));
      }
    }
    return outputs.isEmpty()
        ? Optional.empty()
        : Optional.of(new FileSink(directory, outputs, keep, log));
  }

  @Override
  public void accept(CallReport report) {
    ReportDirectory files =
        new ReportDirectory(directory.resolve(DirectoryNames.of(report.profile())));
    ReportFileName name = ReportFileName.of(report);
    ReportSet content = ReportSet.of(report);
    int supplement = report.asynchrony().supplement();
    String late = supplement == 0 ? "" : "late" + supplement + '.';
    for (Output output : outputs) {
      write(files, name.withExtension(late + output.extension), content, output.writer);
    }
    prune(files);
  }

  private void write(ReportDirectory files, String name, ReportSet content, ReportWriter writer) {
    try {
      files.write(name, out -> writer.write(content, out));
    } catch (NothingToWriteException nothing) {
      // As if the format had not been asked for: not every report has a timeline, say.
    } catch (IOException failure) {
      log.warn(
          "files: " + reason(failure),
          () -> "no file %s: %s".formatted(files.path().resolve(name), reason(failure)));
    } catch (Throwable failure) {
      log.warn(
          "files: " + failure.getClass().getName(),
          () -> "no file %s: its writer failed".formatted(files.path().resolve(name)),
          failure);
    }
  }

  private void prune(ReportDirectory files) {
    try {
      files.prune(keep);
    } catch (Exception failure) {
      log.warn(
          "old files: " + failure.getClass().getName(),
          () -> "old files in %s stay: %s".formatted(files.path(), reason(failure)));
    }
  }

  /** Without the path, which is said before. */
  private static String reason(Exception failure) {
    if (failure instanceof AccessDeniedException) {
      return "access denied";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "a file stands where a directory should be";
    }
    if (failure instanceof NoSuchFileException) {
      return "no such directory";
    }
    if (failure instanceof FileSystemException of && of.getReason() != null) {
      return of.getReason();
    }
    return String.valueOf(failure.getMessage()).replaceAll("\\p{Cntrl}+", " ");
  }
}
