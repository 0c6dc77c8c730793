package io.targetedprofiler.sink;

import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.record.Collectable;
import io.targetedprofiler.record.CompletedCalls;
import io.targetedprofiler.record.LateTasks;
import io.targetedprofiler.record.RecordedCall;
import io.targetedprofiler.record.UnreportedCalls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;
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

  private final Meters meters;
  private final ReportSink memory;
  private final ProfilerLog log;
  private final List<Entry> sinks = new CopyOnWriteArrayList<>();

  /** Removed, but with something in their queues. */
  private final List<Entry> leaving = new CopyOnWriteArrayList<>();

  private final Courier<Finished> courier = new Courier<>("reports", BOUNDS, new Dealing());
  private final DelayedJobs later = new DelayedJobs("later");
  private long lastId; // of the courier's thread
  private volatile boolean closing;
  private volatile boolean closed;

  /** A sink, its queue, and what stands before that. */
  private record Entry(
      ReportSink sink, QueueingSink queue, ReportSink front, BooleanSupplier wanted) {}

  /** What is held back, and when it is due. */
  private final Map<Collectable, Long> held = new ConcurrentHashMap<>();

  /** Something to be delivered; and what is to be done if it is dropped. */
  private record Finished(String profile, long weight, Runnable delivery, Runnable dropped) {}

  /**
   * A pipeline without sinks.
   *
   * @param meters get every report, those below a threshold too
   * @param log told of what is dropped and what fails
   */
  public ReportPipeline(Meters meters, ProfilerLog log) {
    this(meters, report -> {}, log);
  }

  /**
   * A pipeline without sinks.
   *
   * @param meters get every report, those below a threshold too
   * @param memory gets every report without a queue, so it must be quick and never throw
   * @param log told of what is dropped and what fails
   */
  public ReportPipeline(Meters meters, ReportSink memory, ProfilerLog log) {
    this.meters = meters;
    this.memory = memory;
    this.log = log;
  }

  /** Takes a call over, on the profiled thread, whose diagnostic context (MDC) it keeps. */
  @Override
  public void accept(RecordedCall call) {
    Map<String, String> context = MDC.getCopyOfContextMap();
    call.deliver(
        ended ->
            offer(
                new Finished(
                    ended.profile(),
                    ended.weight(),
                    () -> deliver(ended, context),
                    ended::giveUp)));
  }

  @Override
  public void accept(LateTasks tasks) {
    Runnable delivery = () -> tasks.toReport().ifPresent(this::deal);
    offer(new Finished(tasks.profile(), 1, delivery, () -> {}));
  }

  @Override
  public void accept(UnreportedCalls calls) {
    Runnable delivery = () -> meters.accept(calls.profile(), calls.toTree());
    offer(new Finished(calls.profile(), calls.weight(), delivery, () -> {}));
  }

  private void offer(Finished finished) {
    if (closed) {
      finished.dropped.run();
    } else {
      courier.offer(finished);
    }
  }

  /** Collects when that is due, or when flushed before. */
  @Override
  public void await(Collectable kept, long afterNanos) {
    Long due = System.nanoTime() + afterNanos;
    if (!closing && held.putIfAbsent(kept, due) == null) {
      boolean scheduled = later.after(Duration.ofNanos(afterNanos), () -> collect(kept, due));
      if (!scheduled) {
        collect(kept, due);
      }
    }
  }

  @Override
  public void tidy(Collectable kept, long afterNanos) {
    await(kept, afterNanos);
  }

  private void collect(Collectable kept, Long due) {
    if (held.remove(kept, due)) { // it may be held again from here on
      try {
        kept.collect();
      } catch (Throwable failure) {
        log.warn("failed collection", () -> "what was held back could not be delivered", failure);
      }
    }
  }

  private void deliver(RecordedCall call, @Nullable Map<String, String> context) {
    deal(call.toReport(++lastId, withoutNulls(context)));
  }

  private void deal(CallReport report) {
    meters.accept(report);
    memory.accept(report);
    for (Entry entry : sinks) {
      if (entry.wanted.getAsBoolean()) {
        entry.front.accept(report);
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

  /**
   * Adds a sink that gets no more than the slowest calls of each target and minute, when that is
   * over or the pipeline is flushed, and those that failed.
   *
   * @param slowest how many, by the target's name; 0 for all. Asked once for each
   */
  public void add(ReportSink sink, ToIntFunction<String> slowest) {
    QueueingSink queue = queue(sink);
    ReportSink front = new SlowestOnly(slowest, queue, later::after);
    sinks.add(new Entry(sink, queue, front, () -> true));
  }

  private void add(ReportSink sink, BooleanSupplier wanted) {
    QueueingSink queue = queue(sink);
    sinks.add(new Entry(sink, queue, queue, wanted));
  }

  private QueueingSink queue(ReportSink sink) {
    String name = sink.getClass().getSimpleName();
    return new QueueingSink(name.isEmpty() ? "sink" : name, sink, meters, log);
  }

  /** Removes a sink; what waits in its queue is still delivered. */
  public boolean remove(ReportSink sink) {
    leaving.removeIf(entry -> entry.queue.isIdle());
    return sinks.removeIf(entry -> entry.sink == sink && leaving.add(entry));
  }

  /**
   * Waits until every call that was taken over before has been delivered.
   *
   * @return false if the time ran out or the thread was interrupted; its interrupted flag is then
   *     set
   */
  public boolean flush(Duration timeout) {
    Deadline deadline = Deadline.in(timeout);
    held.forEach(this::collect);
    boolean delivered = courier.flush(deadline.left());
    for (Entry entry : all()) {
      entry.front.flush();
      delivered &= entry.queue.flush(deadline.left());
    }
    leaving.removeIf(entry -> entry.queue.isIdle());
    return delivered;
  }

  /**
   * Delivers every call that was taken over before, and ends all threads. What is taken over
   * afterwards is forgotten.
   *
   * @return false if the time ran out or the thread was interrupted; its interrupted flag is then
   *     set
   */
  public boolean close(Duration timeout) {
    Deadline deadline = Deadline.in(timeout);
    closing = true;
    boolean done = flush(deadline.left());
    closed = true;
    held.clear();
    later.close();
    done &= courier.close(deadline.left());
    for (Entry entry : leaving) {
      done &= entry.queue.close(deadline.left());
    }
    for (Entry entry : sinks) {
      done &= entry.queue.close(deadline.left());
      close(entry.sink);
    }
    sinks.clear();
    leaving.clear();
    return done;
  }

  private List<Entry> all() {
    List<Entry> all = new ArrayList<>(sinks);
    all.addAll(leaving);
    return all;
  }

  private void close(ReportSink sink) {
    if (sink instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Throwable failure) { // whatever it is: others are still to be closed
        log.warn("failed close", () -> "a sink could not be closed", failure);
      }
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
      finished.dropped.run();
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
