package io.targetedprofiler.sink;

import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.record.RecordedCall;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The way from the profiled thread to the sinks: takes a finished call over without waiting, turns
 * it into a report on a thread of its own, and deals that out to the meters and to every sink's
 * queue. What does not fit is dropped and counted.
 */
public final class ReportPipeline implements Consumer<RecordedCall> {

  /** Trees are smaller before they are reports: some 60 bytes a node. */
  private static final Courier.Bounds BOUNDS =
      new Courier.Bounds(4_096, 500_000, Duration.ofSeconds(30));

  private final Meters meters;
  private final ProfilerLog log;
  private final List<Entry> sinks = new CopyOnWriteArrayList<>();
  private final Courier<Finished> courier = new Courier<>("reports", BOUNDS, new Dealing());
  private long lastId;

  private record Entry(ReportSink sink, QueueingSink queue, BooleanSupplier wanted) {}

  private record Finished(RecordedCall call, @Nullable Map<String, String> context) {}

  /**
   * A pipeline without sinks.
   *
   * @param meters get every report, those below a threshold too
   * @param log told of what is dropped and what fails
   */
  public ReportPipeline(Meters meters, ProfilerLog log) {
    this.meters = meters;
    this.log = log;
  }

  /** Takes a call over, on the profiled thread, whose diagnostic context (MDC) it keeps. */
  @Override
  public void accept(RecordedCall call) {
    courier.offer(new Finished(call, call.isReportable() ? MDC.getCopyOfContextMap() : null));
  }

  /** Adds a sink, with a queue and a thread of its own. */
  public void add(ReportSink sink) {
    add(sink, () -> true);
  }

  /** Adds the sink for JFR, whose queue and thread are used only while there may be recordings. */
  public void add(JfrSink sink) {
    add(sink, sink::isWanted);
  }

  private void add(ReportSink sink, BooleanSupplier wanted) {
    String name = sink.getClass().getSimpleName();
    String thread = name.isEmpty() ? "sink" : name;
    sinks.add(new Entry(sink, new QueueingSink(thread, sink, meters, log), wanted));
  }

  /** Removes a sink; what waits in its queue is still delivered. */
  public boolean remove(ReportSink sink) {
    return sinks.removeIf(entry -> entry.sink == sink);
  }

  /**
   * Waits until every call that was taken over before has been delivered.
   *
   * @return false if the time ran out or the thread was interrupted; its interrupted flag is then
   *     set
   */
  public boolean flush(Duration timeout) {
    Deadline deadline = Deadline.in(timeout);
    boolean delivered = courier.flush(deadline.left());
    for (Entry entry : sinks) {
      delivered &= entry.queue.flush(deadline.left());
    }
    return delivered;
  }

  private final class Dealing implements Courier.Recipient<Finished> {

    @Override
    public void take(Finished finished) {
      CallReport report = finished.call.toReport(++lastId, withoutNulls(finished.context));
      meters.accept(report);
      if (finished.call.isReportable()) {
        for (Entry entry : sinks) {
          if (entry.wanted.getAsBoolean()) {
            entry.queue.accept(report);
          }
        }
      }
    }

    @Override
    public long weight(Finished finished) {
      return finished.call.nodes();
    }

    @Override
    public void dropped(Finished finished) {
      String profile = finished.call.profile();
      meters.dropped(profile);
      log.warn(
          "dropped calls of " + profile,
          () -> "more calls of " + profile + " end than can be reported: one report was dropped");
    }

    @Override
    public void failed(Throwable failure) {
      log.warn("failed report", () -> "a report could not be made", failure);
    }
  }

  private static Map<String, String> withoutNulls(@Nullable Map<String, String> context) {
    if (context == null) {
      return Map.of();
    }
    Map<String, String> clean = new HashMap<>(context);
    clean.values().removeIf(value -> value == null);
    clean.keySet().removeIf(key -> key == null);
    return clean;
  }
}
