package io.targetedprofiler.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.targetedprofiler.model.ReportSet;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipException;

/** Reads files whatever their format, which is recognised by how they begin. Stateless. */
public final class ReportFiles {
  private static final int HEAD = 1 << 12;

  private interface Sign {
    boolean isIn(String head);
  }

  private record Entry(FileFormat format, Sign sign, Supplier<ReportReader> reader) {}

  /** Not of ours, in which the same text may be a name. */
  private static final Pattern SPEEDSCOPE =
      Pattern.compile(
          "(?s)\\s*\\{(?!\\s*\"format\"\\s*:\\s*\"targeted-profiler\").*speedscope\\.app/file-format-schema.*");

  private static final Pattern JSON = Pattern.compile("(?s)\\s*\\{\\s*[\"}].*");

  /** A stack and its weight; or a stack so long that no weight is in sight yet. */
  private static final Pattern COLLAPSED =
      Pattern.compile("(?s)[^\\n]*\\S \\d+\\r?(\\n.*|$)|(?=[^\\n]*;)[^\\x00-\\x1f]{" + HEAD + "}");

  /** A pprof begins with a sample type: the tag of field 1, which no text begins with. */
  private static final List<Entry> READABLE =
      List.of(
          new Entry(
              FileFormat.SPEEDSCOPE,
              head -> SPEEDSCOPE.matcher(head).matches(),
              SpeedscopeReader::new),
          new Entry(FileFormat.JSON, head -> JSON.matcher(head).matches(), JsonReader::new),
          new Entry(
              FileFormat.PPROF,
              head -> head.startsWith("\n") && head.length() > 2 && head.charAt(2) == '\b',
              PprofReader::new),
          new Entry(
              FileFormat.COLLAPSED,
              head -> COLLAPSED.matcher(head).matches(),
              CollapsedReader::new));

  private ReportFiles() {}

  /**
   * Reads one file.
   *
   * @return at least one report
   * @throws UnreadableException if it is of no format that can be read, broken, too large or empty
   * @throws IOException if the file cannot be opened or read
   */
  public static ReportSet read(Path file) throws IOException {
    String name = file.toString();
    if (Files.isDirectory(file)) {
      throw new UnreadableException(name + ": a directory");
    }
    ReportReader reader = readerOf(file);
    try (InputStream in = Files.newInputStream(file)) {
      ReportSet reports = reader.read(in, name);
      if (reports.reports().isEmpty()) {
        throw new UnreadableException(name + ": holds no reports");
      }
      return reports;
    }
  }

  private static ReportReader readerOf(Path file) throws IOException {
    String head = head(file);
    for (Entry entry : READABLE) {
      if (entry.sign.isIn(head)) {
        return entry.reader.get();
      }
    }
    throw new UnreadableException(
        file
            + ": none of the formats that can be read: "
            + READABLE.stream().map(entry -> entry.format.id()).collect(Collectors.joining(", ")));
  }

  private static String head(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        InputStream content = Unzipped.of(in, file.toString(), Long.MAX_VALUE)) {
      return new String(content.readNBytes(HEAD), ISO_8859_1);
    } catch (ZipException | EOFException broken) {
      throw new UnreadableException(file + ": not a whole gzip file");
    }
  }
}
