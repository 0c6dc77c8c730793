package io.targetedprofiler.format;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.Frame;
import io.targetedprofiler.model.Lane;
import io.targetedprofiler.model.ReportSet;
import io.targetedprofiler.model.Segment;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The native form: everything that a report holds, as JSON that FORMAT.md describes field by field.
 * Written as it is walked, so memory does not grow with the text. Needs jackson-core.
 */
public final class JsonWriter implements ReportWriter {

  /**
   * Pure ASCII: a name in a class file may hold half of a surrogate pair, which survives only as an
   * escape.
   */
  private final JsonFactory factory =
      JsonFactory.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  /** A writer. */
  public JsonWriter() {}

  @Override
  public void write(ReportSet reports, OutputStream out) throws IOException {
    FrameIndex frames = framesOf(reports);
    try (JsonGenerator json = factory.createGenerator(out, JsonEncoding.UTF8)) {
      json.setPrettyPrinter(new ElementPerLine());
      json.writeStartObject();
      json.writeStringField("format", NativeJson.FORMAT);
      json.writeStringField("version", NativeJson.VERSION);
      json.writeArrayFieldStart("frames");
      for (Frame frame : frames.frames()) {
        write(frame, json);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("reports");
      JsonReport writer = new JsonReport(json, frames);
      for (CallReport report : reports.reports()) {
        writer.write(report);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  /** Frames stand before what refers to them, so that a reader needs no second pass. */
  private static FrameIndex framesOf(ReportSet reports) {
    FrameIndex index = new FrameIndex();
    for (CallReport report : reports.reports()) {
      Deque<CallNode> rest = new ArrayDeque<>();
      rest.push(report.tree().root());
      while (!rest.isEmpty()) {
        CallNode node = rest.pop();
        index.of(node.frame());
        node.children().forEach(rest::push);
        node.async()
            .forEach(
                work -> {
                  rest.push(work.tree().root());
                  work.tree().demoted().forEach(index::of);
                });
      }
      report.tree().demoted().forEach(index::of);
      for (Segment segment : report.timeline().segments()) {
        index.of(segment.frame());
      }
      for (Lane lane : report.timeline().lanes()) {
        lane.segments().forEach(segment -> index.of(segment.frame()));
      }
    }
    return index;
  }

  private static void write(Frame frame, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("class", frame.className());
    json.writeStringField("method", frame.method());
    json.writeStringField("signature", frame.signature());
    json.writeStringField("file", frame.file());
    json.writeNumberField("line", Math.max(0, frame.line()));
    json.writeEndObject();
  }

  /** A node a line: tools that know only lines can look at it, and an error has a place. */
  private static final class ElementPerLine extends MinimalPrettyPrinter {
    private static final long serialVersionUID = 1L;

    @Override
    public void beforeArrayValues(JsonGenerator json) throws IOException {
      json.writeRaw('\n');
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
      json.writeRaw(",\n");
    }
  }
}
