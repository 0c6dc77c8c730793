package io.targetedprofiler.format;

import com.fasterxml.jackson.core.JsonGenerator;
import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.Frame;
import io.targetedprofiler.model.ReportSet;
import io.targetedprofiler.model.ReportSet.ProfileTree;
import io.targetedprofiler.model.Segment;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes JSON for the viewer speedscope (github.com/jlfwong/speedscope, {@code
 * file-format-spec.ts}): each report with a timeline as an evented profile, in the order of its
 * calls; the others merged, one sampled profile for each profile, whose weights are self times. All
 * times are nanoseconds.
 *
 * <p>Calls that a timeline omits are time of their caller there; the profile's name says how many
 * they are. Stacks that would fill gigabytes are cut: see {@link StackWalk}. Needs Jackson
 * (jackson-core) on the class path. Stateless.
 */
public final class SpeedscopeWriter implements ReportWriter {
  private static final String SCHEMA = "https://www.speedscope.app/file-format-schema.json";

  /** A writer. */
  public SpeedscopeWriter() {}

  /**
   * {@inheritDoc}
   *
   * @throws NothingToWriteException if there is no report; the viewer fails on a file without one
   */
  @Override
  public void write(ReportSet reports, OutputStream out) throws IOException {
    if (reports.reports().isEmpty()) {
      throw new NothingToWriteException("speedscope: there is no report to write");
    }
    try (JsonGenerator json = JsonStream.to(out)) {
      new File(json).write(reports);
    }
  }

  private static final class File {
    private final JsonGenerator json;
    private final FrameIndex frames = new FrameIndex();

    File(JsonGenerator json) {
      this.json = json;
    }

    void write(ReportSet reports) throws IOException {
      json.writeStartObject();
      json.writeStringField("$schema", SCHEMA);
      json.writeStringField("exporter", "targeted-profiler");
      json.writeStringField("name", WellFormed.of(reports.reports().get(0).profile()));
      json.writeNumberField("activeProfileIndex", 0);
      json.writeArrayFieldStart("profiles");
      List<CallReport> withoutOrder = new ArrayList<>();
      for (CallReport report : reports.reports()) {
        if (report.timeline().isRecorded()) {
          evented(report);
        } else {
          withoutOrder.add(report);
        }
      }
      for (ProfileTree tree : new ReportSet(withoutOrder).trees()) {
        sampled(tree);
      }
      json.writeEndArray();
      frames();
      json.writeEndObject();
    }

    private void evented(CallReport report) throws IOException {
      begin("evented", SpeedscopeName.of(report).text());
      json.writeArrayFieldStart("events");
      Events events = new Events();
      OpenCalls.walk(report.timeline(), events);
      json.writeEndArray();
      end(events.lastNanos);
    }

    private final class Events implements OpenCalls.Visitor {
      private long lastNanos;

      @Override
      public void begin(Segment call, long startNanos, long endNanos) throws IOException {
        event("O", call, startNanos);
      }

      @Override
      public void end(Segment call, long endNanos) throws IOException {
        event("C", call, endNanos);
        lastNanos = endNanos;
      }

      private void event(String type, Segment call, long at) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", type);
        json.writeNumberField("frame", frames.of(call.frame()));
        json.writeNumberField("at", at);
        json.writeEndObject();
      }
    }

    private void sampled(ProfileTree tree) throws IOException {
      CallNode root = tree.tree().root();
      begin("sampled", SpeedscopeName.of(tree).text());
      List<Long> weights = new ArrayList<>();
      json.writeArrayFieldStart("samples");
      new StackWalk(
              frames,
              (stack, depth, calls, selfNanos) -> {
                json.writeArray(stack, 0, depth);
                weights.add(selfNanos);
              })
          .walk(root);
      json.writeEndArray();
      json.writeArrayFieldStart("weights");
      long sum = 0;
      for (long weight : weights) {
        json.writeNumber(weight);
        sum = Sums.saturated(sum, weight);
      }
      json.writeEndArray();
      end(sum);
    }

    private void begin(String type, String name) throws IOException {
      json.writeStartObject();
      json.writeStringField("type", type);
      json.writeStringField("name", WellFormed.of(name));
      json.writeStringField("unit", "nanoseconds");
      json.writeNumberField("startValue", 0);
    }

    private void end(long endValue) throws IOException {
      json.writeNumberField("endValue", endValue);
      json.writeEndObject();
    }

    private void frames() throws IOException {
      json.writeObjectFieldStart("shared");
      json.writeArrayFieldStart("frames");
      for (Frame frame : frames.frames()) {
        json.writeStartObject();
        json.writeStringField("name", FullNames.of(frame));
        if (!frame.file().isEmpty()) {
          json.writeStringField("file", WellFormed.of(frame.file()));
          if (frame.line() > 0) {
            json.writeNumberField("line", frame.line());
          }
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }
}
