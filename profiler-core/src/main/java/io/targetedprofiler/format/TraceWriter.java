package io.targetedprofiler.format;

import com.fasterxml.jackson.core.JsonGenerator;
import io.targetedprofiler.model.Argument;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.Frame;
import io.targetedprofiler.model.Lane;
import io.targetedprofiler.model.ReportSet;
import io.targetedprofiler.model.Segment;
import io.targetedprofiler.model.Tag;
import io.targetedprofiler.model.Timeline;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes Chrome trace events, for Perfetto, {@code chrome://tracing} and speedscope: a complete
 * event ({@code ph:"X"}) for each call of the reports that have a timeline; the others are left
 * out, for a call tree has no order. Times are microseconds with three decimals, so that nothing is
 * rounded, from the begin of the first report. Outcome, arguments and what is missing stand in the
 * {@code args} of the profiled call.
 *
 * <p>What was handed to another thread stands in that thread's row, with an arrow (a flow event)
 * from where it was handed over; how long it was queued stands in its {@code args}.
 *
 * <p>Each thread is a row. A report that overlaps another of the same thread name, from another
 * process or an unnamed thread, gets a row of its own, for the events of a row must nest. Needs
 * Jackson (jackson-core) on the class path. Stateless.
 */
public final class TraceWriter implements ReportWriter {
  private static final int PROCESS = 1;

  /** A writer. */
  public TraceWriter() {}

  /**
   * {@inheritDoc}
   *
   * @throws NothingToWriteException if no report has a timeline
   */
  @Override
  public void write(ReportSet reports, OutputStream out) throws IOException {
    List<CallReport> inOrder =
        reports.reports().stream()
            .filter(report -> hasTimeline(report.timeline()))
            .sorted(Comparator.comparing(CallReport::started))
            .toList();
    if (inOrder.isEmpty()) {
      throw new NothingToWriteException(
          "trace: no report has a timeline; it is recorded where @Profile says timeline = true");
    }
    try (JsonGenerator json = JsonStream.to(out)) {
      new Events(json).write(inOrder);
    }
  }

  /** A supplement has the lanes of its tasks only. */
  private static boolean hasTimeline(Timeline timeline) {
    return timeline.isRecorded() || !timeline.lanes().isEmpty();
  }

  /** What is drawn in one row: a call, or a task that it handed over. */
  private record Strip(CallReport report, @Nullable Lane lane, long startNanos) {

    Strip laneOf(Lane task) {
      return new Strip(report, task, Sums.saturated(startNanos, task.startNanos()));
    }

    String thread() {
      return lane == null ? report.thread() : lane.thread();
    }

    Timeline timeline() {
      return lane == null ? report.timeline() : new Timeline(lane.segments(), 0);
    }
  }

  /** Where the call of a report was drawn. */
  private record Placed(int row, long startNanos) {}

  private static final class Events {
    private final JsonGenerator json;
    private final TraceRows rows = new TraceRows();
    private final Map<Frame, String> names = new HashMap<>();
    private final IdentityHashMap<CallReport, Placed> placed = new IdentityHashMap<>();
    private int arrows;

    Events(JsonGenerator json) {
      this.json = json;
    }

    void write(List<CallReport> reports) throws IOException {
      long firstNanos = TimeSpan.of(reports).startNanos();
      json.writeStartObject();
      json.writeStringField("displayTimeUnit", "ns");
      json.writeArrayFieldStart("traceEvents");
      name("process_name", 0, "targeted-profiler");
      List<Strip> strips = new ArrayList<>();
      for (CallReport report : reports) {
        long start = TimeSpan.epochNanos(report.started()) - firstNanos;
        Strip own = new Strip(report, null, start);
        if (report.timeline().isRecorded()) {
          strips.add(own);
        }
        report.timeline().lanes().forEach(lane -> strips.add(own.laneOf(lane)));
      }
      strips.sort(Comparator.comparingLong(Strip::startNanos)); // stable: a report before its lanes
      for (Strip strip : strips) {
        write(strip);
      }
      json.writeEndArray();
      json.writeEndObject();
    }

    private void write(Strip strip) throws IOException {
      TraceRows.Row row = rows.rowFor(strip.thread(), strip.startNanos());
      if (row.isNew()) {
        name("thread_name", row.number(), strip.thread());
      }
      long start = row.startNanos(strip.startNanos());
      Calls calls = new Calls(strip.report(), strip.lane(), row.number(), start);
      OpenCalls.walk(strip.timeline(), calls);
      row.endsAt(calls.lastNanos);
      if (strip.lane() == null) {
        placed.put(strip.report(), new Placed(row.number(), start));
      } else {
        arrow(strip.report(), strip.lane(), row.number(), start);
      }
    }

    private void arrow(CallReport report, Lane lane, int row, long startNanos) throws IOException {
      Placed from = placed.get(report);
      if (from != null) {
        arrows++;
        flow("s", from.row, Sums.saturated(from.startNanos, lane.handedOverNanos()));
        flow("f", row, startNanos);
      }
    }

    private void flow(String phase, int row, long nanos) throws IOException {
      begin(phase, "handed over", row);
      json.writeStringField("cat", "async");
      json.writeNumberField("id", arrows);
      json.writeNumberField("ts", micros(nanos));
      json.writeStringField("bp", "e"); // the arrow ends at the call that begins there
      json.writeEndObject();
    }

    private void name(String what, int row, String name) throws IOException {
      begin("M", what, row);
      json.writeObjectFieldStart("args");
      json.writeStringField("name", WellFormed.of(name));
      json.writeEndObject();
      json.writeEndObject();
    }

    private void begin(String phase, String name, int row) throws IOException {
      json.writeStartObject();
      json.writeStringField("ph", phase);
      json.writeStringField("name", WellFormed.of(name));
      json.writeNumberField("pid", PROCESS);
      json.writeNumberField("tid", row);
    }

    private final class Calls implements OpenCalls.Visitor {
      private final CallReport report;
      private final @Nullable Lane task;
      private final int row;
      private final long offsetNanos;
      private boolean rootWritten;
      private long lastNanos;

      Calls(CallReport report, @Nullable Lane task, int row, long offsetNanos) {
        this.report = report;
        this.task = task;
        this.row = row;
        this.offsetNanos = offsetNanos;
      }

      @Override
      public void begin(Segment call, long startNanos, long endNanos) throws IOException {
        Events.this.begin("X", names.computeIfAbsent(call.frame(), Frame::label), row);
        json.writeStringField("cat", WellFormed.of(report.profile()));
        // Exact: the end is the start and the duration as they are written.
        json.writeNumberField("ts", micros(Sums.saturated(offsetNanos, startNanos)));
        json.writeNumberField("dur", micros(endNanos - startNanos));
        args(call);
        json.writeEndObject();
      }

      @Override
      public void end(Segment call, long endNanos) {
        lastNanos = Sums.saturated(offsetNanos, endNanos);
      }

      private void args(Segment call) throws IOException {
        if (rootWritten && !call.threw() && call.counters().isEmpty()) {
          return;
        }
        json.writeObjectFieldStart("args");
        if (call.threw()) {
          json.writeBooleanField("threw", true);
        }
        for (Map.Entry<String, Long> counter : new TreeMap<>(call.counters()).entrySet()) {
          json.writeNumberField(WellFormed.of(counter.getKey()), counter.getValue());
        }
        if (!rootWritten) {
          rootWritten = true;
          ofRoot();
        }
        json.writeEndObject();
      }

      private void ofRoot() throws IOException {
        if (task == null) {
          ofReport();
        } else {
          json.writeNumberField("queuedNanos", task.startNanos() - task.handedOverNanos());
        }
      }

      private void ofReport() throws IOException {
        json.writeNumberField("report", report.id());
        json.writeStringField("outcome", report.outcome().tag());
        json.writeStringField("exception", WellFormed.of(report.exception()));
        json.writeNumberField("callsOmitted", report.timeline().omitted());
        json.writeObjectFieldStart("arguments");
        for (Argument argument : report.arguments()) {
          json.writeStringField(WellFormed.of(argument.name()), WellFormed.of(argument.value()));
        }
        json.writeEndObject();
        if (!report.tags().isEmpty()) {
          json.writeObjectFieldStart("tags");
          for (Tag tag : report.tags()) {
            json.writeStringField(WellFormed.of(tag.name()), WellFormed.of(tag.value()));
          }
          json.writeEndObject();
        }
      }
    }

    private static BigDecimal micros(long nanos) {
      return BigDecimal.valueOf(nanos, 3);
    }
  }
}
