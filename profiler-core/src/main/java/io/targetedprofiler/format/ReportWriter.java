package io.targetedprofiler.format;

import io.targetedprofiler.model.ReportSet;
import java.io.IOException;
import java.io.OutputStream;

/** Writes reports in one file format. Stateless, for use by many threads. */
@FunctionalInterface
public interface ReportWriter {

  /**
   * Writes all that the format can hold of the reports, as one whole file.
   *
   * @param reports at least one
   * @param out written to and flushed, not closed; need not be buffered
   * @throws IOException what {@code out} threw
   */
  void write(ReportSet reports, OutputStream out) throws IOException;
}
