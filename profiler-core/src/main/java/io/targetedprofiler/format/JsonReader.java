package io.targetedprofiler.format;

import io.targetedprofiler.model.ReportSet;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads the native form, which {@link JsonWriter} writes and FORMAT.md describes, gzipped or not.
 * Fields that it does not know are skipped, wherever they stand. Needs jackson-core.
 *
 * <p>Input is not trusted: a file may unzip to 1 GiB and hold five million nodes, segments and the
 * like, figures must be such that a tree's accounts close, and anything else is refused. Stateless.
 */
public final class JsonReader implements ReportReader {
  private static final long MAX_BYTES = 1L << 30;

  private final long maxBytes;

  /** A reader. */
  public JsonReader() {
    this(MAX_BYTES);
  }

  JsonReader(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * Reads one file to its end.
   *
   * @param in gzipped or not, need not be buffered; not closed
   * @param name of the file, for messages
   * @throws UnreadableException if it is no such file, one of a newer major version, or too large,
   *     be it for this JVM's memory
   * @throws IOException what {@code in} threw
   */
  @Override
  public ReportSet read(InputStream in, String name) throws IOException {
    return JsonSource.read(
        Unzipped.of(in, name, maxBytes), name, json -> new JsonFile(json).read());
  }
}
