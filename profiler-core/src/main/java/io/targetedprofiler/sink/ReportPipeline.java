package io.targetedprofiler.sink;

import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.record.CompletedCalls;
import io.targetedprofiler.record.RecordedCall;
import io.targetedprofiler.record.RootSite;
import io.targetedprofiler.record.UnreportedCalls;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The way from the profiled thread to the sinks: takes a finished call over without waiting, turns
 * it into a report on a thread of its own, and deals that out to the meters and to every sink's
 * queue. What does not fit is dropped and counted.
 */
public final class ReportPipeline implements CompletedCalls {

  /** Trees are smaller before they are reports: some 60 bytes a node. */
  private static final Courier.Bounds BOUNDS =
      new Courier.Bounds(4_096, 500_000, Duration.ofSeconds(30));

  private static final Courier.Bounds ROOTS =
      new Courier.Bounds(4_096, 4_096, Duration.ofSeconds(5));

  private static final long COLLECT_AFTER_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Meters meters;
  private final ProfilerLog log;
  private final List<Entry> sinks = new CopyOnWriteArrayList<>();
  private final Courier<Finished> courier = new Courier<>("reports", BOUNDS, new Dealing());
  private final Courier<RootSite> collector = new Courier<>("collector", ROOTS, new Collecting());
  private long lastId; // of the courier's thread

  private record Entry(ReportSink sink, QueueingSink queue, BooleanSupplier wanted) {}

  /** Roots whose calls were summed up since they were last collected. */
  private final Set<RootSite> uncollected = ConcurrentHashMap.newKeySet();

  private record Finished(String profile, long weight, Runnable delivery) {}

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
    Map<String, String> context = MDC.getCopyOfContextMap();
    offer(new Finished(call.profile(), call.weight(), () -> deliver(call, context)));
  }

  @Override
  public void accept(UnreportedCalls calls) {
    Runnable delivery = () -> meters.accept(calls.profile(), calls.toTree());
    offer(new Finished(calls.profile(), calls.weight(), delivery));
  }

  private void offer(Finished finished) {
    courier.offer(finished);
  }

  /** Collects after a second, or when flushed before. */
  @Override
  public void await(RootSite root) {
    if (uncollected.add(root)) {
      collector.offer(root);
    }
  }

  private void collect() {
    List<RootSite> due = List.copyOf(uncollected);
    due.forEach(uncollected::remove); // first: they may be added again meanwhile
    due.forEach(RootSite::collect);
  }

  private void deliver(RecordedCall call, @Nullable Map<String, String> context) {
    CallReport report = call.toReport(++lastId, withoutNulls(context));
    meters.accept(report);
    for (Entry entry : sinks) {
      if (entry.wanted.getAsBoolean()) {
        entry.queue.accept(report);
      }
    }
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
    collect();
    boolean delivered = courier.flush(deadline.left());
    for (Entry entry : sinks) {
      delivered &= entry.queue.flush(deadline.left());
    }
    return delivered;
  }

  /** On a thread of its own, which has nothing else to do than to wait. */
  private final class Collecting implements Courier.Recipient<RootSite> {

    @Override
    public void take(RootSite root) {
      if (uncollected.contains(root)) {
        LockSupport.parkNanos(COLLECT_AFTER_NANOS);
        collect();
      }
    }

    @Override
    public void dropped(RootSite root) {
      // It is collected with the next one.
    }

    @Override
    public void failed(Throwable failure) {
      log.warn("failed collection", () -> "calls below a threshold could not be metered", failure);
    }
  }

  private final class Dealing implements Courier.Recipient<Finished> {

    @Override
    public void take(Finished finished) {
      finished.delivery.run();
    }

    @Override
    public long weight(Finished finished) {
      return finished.weight;
    }

    @Override
    public void dropped(Finished finished) {
      String profile = finished.profile;
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
