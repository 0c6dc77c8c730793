package io.targetedprofiler.format;

import io.targetedprofiler.model.ReportSet;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads reports in one file format. Takes nothing on trust: whatever a file claims, reading it ends
 * within bounds of memory. Stateless, for use by many threads.
 */
@FunctionalInterface
public interface ReportReader {

  /**
   * Reads one file to its end.
   *
   * @param in gzipped or not, need not be buffered; not closed
   * @param name of the file, for messages
   * @throws UnreadableException if it is no such file, or too large
   * @throws IOException what {@code in} threw
   */
  ReportSet read(InputStream in, String name) throws IOException;
}
