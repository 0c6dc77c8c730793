package io.targetedprofiler.format;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/** A form that reports can have as a file. */
public enum FileFormat {
  /** The native form: everything that a report holds, and the only one read back without loss. */
  JSON("json", "json", FileFormat.JACKSON, () -> new JsonWriter()),
  /** A page for the browser, which needs nothing else. */
  HTML("html", "html", FileFormat.JACKSON, () -> new HtmlWriter()),
  /** Collapsed stacks, for flame graphs; weights are self time in microseconds. */
  COLLAPSED("collapsed", "collapsed.txt", "", CollapsedWriter::ofTime),
  /** JSON for the viewer speedscope. */
  SPEEDSCOPE("speedscope", "speedscope.json", FileFormat.JACKSON, () -> new SpeedscopeWriter()),
  /** Gzipped pprof, for {@code go tool pprof} and Pyroscope; read back as one report a profile. */
  PPROF("pprof", "pprof.pb.gz", "", PprofWriter::new),
  /** Chrome trace events, for Perfetto; only where an order of calls was recorded. */
  TRACE("trace", "trace.json", FileFormat.JACKSON, () -> new TraceWriter()),
  /** For Python's {@code pstats} and snakeviz. */
  PSTATS("pstats", "pstats", "", PstatsWriter::new);

  private static final String JACKSON = "com.fasterxml.jackson.core:jackson-core";

  private final String id;
  private final String extension;
  private final String library;

  @SuppressWarnings("ImmutableEnumChecker") // They have no state.
  private final Supplier<ReportWriter> writer;

  /**
   * @param library Maven coordinates of what the writer needs beside the JDK; empty if nothing
   * @param writer not asked before it is needed. Where there is a library it must be a lambda: a
   *     reference to a constructor links the writer at once, which fails without the library
   */
  FileFormat(String id, String extension, String library, Supplier<ReportWriter> writer) {
    this.id = id;
    this.extension = extension;
    this.library = library;
    this.writer = writer;
  }

  /** The name that users call it by, in configuration and on the command line. */
  public String id() {
    return id;
  }

  /** The end of a file's name, without the dot before it. */
  public String extension() {
    return extension;
  }

  /**
   * A writer of it.
   *
   * @throws LinkageError if a library is missing, see {@link #missingLibrary}
   */
  public ReportWriter writer() {
    return writer.get();
  }

  /** Maven coordinates, without a version, of a library that it needs and that is not there. */
  public Optional<String> missingLibrary() {
    return library.isEmpty() || isThere("com.fasterxml.jackson.core.JsonFactory")
        ? Optional.empty()
        : Optional.of(library);
  }

  private static boolean isThere(String className) {
    try {
      Class.forName(className, false, FileFormat.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError absent) {
      return false;
    }
  }

  /** The format with that {@link #id}. */
  public static Optional<FileFormat> of(String id) {
    return Arrays.stream(values()).filter(format -> format.id.equals(id)).findFirst();
  }
}
