package io.targetedprofiler.format;

import io.targetedprofiler.model.ReportSet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Each form that can be written and read back, for tests that hold for all of them. */
enum ReadableForm {
  JSON(new JsonWriter(), new JsonReader()),
  PPROF(new PprofWriter(), new PprofReader()),
  COLLAPSED(CollapsedWriter.ofTime(), new CollapsedReader()),
  COLLAPSED_CALLS(CollapsedWriter.ofCalls(), CollapsedReader.ofCalls()),
  SPEEDSCOPE(new SpeedscopeWriter(), new SpeedscopeReader());

  /** The name under which files are read. */
  static final String FILE = "some.file";

  private final ReportWriter writer;
  private final ReportReader reader;

  ReadableForm(ReportWriter writer, ReportReader reader) {
    this.writer = writer;
    this.reader = reader;
  }

  byte[] write(ReportSet reports) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writer.write(reports, out);
    return out.toByteArray();
  }

  ReportSet read(byte[] file) throws IOException {
    return reader.read(new ByteArrayInputStream(file), FILE);
  }

  ReportSet readBack(ReportSet reports) throws IOException {
    return read(write(reports));
  }
}
