package io.targetedprofiler.sink;

import io.targetedprofiler.model.CallReport;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * Keeps in memory the reports that one would ask for first: of each target and minute the slowest
 * calls, and the first {@value #FAILURES} that failed. A minute begins with a target's first call
 * after the last one ended, and each target keeps its last few, however long ago they were.
 *
 * <p>Bounded in all: beyond some twelve megabytes the oldest minutes go, whichever target's they
 * are. Late supplements of a report are not kept. Safe for use by any thread.
 */
public final class SlowestReports implements ReportSink {

  static final int FAILURES = 20;

  /** See {@link MinuteOfCalls#weight}. */
  static final long MAX_WEIGHT = 100_000;

  private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

  private final ToIntFunction<String> slowest;
  private final int minutes;
  private final LongSupplier clockNanos;
  private final Map<String, Target> targets = new HashMap<>();
  private long weight;

  /** What is known of one target: its minutes, the newest last. */
  private record Target(int slowest, Deque<Minute> minutes) {
    long beginNanos() {
      return minutes.getFirst().beginNanos;
    }
  }

  private record Minute(long beginNanos, MinuteOfCalls calls) {}

  /**
   * An empty store.
   *
   * @param slowest how many of the slowest calls of a minute stay, by the target's name; asked once
   *     for each
   * @param minutes how many minutes of each target stay; with 0 nothing is kept
   */
  public SlowestReports(ToIntFunction<String> slowest, int minutes) {
    this(slowest, minutes, System::nanoTime);
  }

  SlowestReports(ToIntFunction<String> slowest, int minutes, LongSupplier clockNanos) {
    this.slowest = slowest;
    this.minutes = minutes;
    this.clockNanos = clockNanos;
  }

  @Override
  public synchronized void accept(CallReport report) {
    if (minutes == 0 || report.asynchrony().isSupplement()) {
      return;
    }
    Target target =
        targets.computeIfAbsent(
            report.profile(), name -> new Target(slowest.applyAsInt(name), new ArrayDeque<>()));
    MinuteOfCalls minute = minute(target, clockNanos.getAsLong());
    weight -= minute.weight();
    minute.add(report);
    weight += minute.weight();
    while (weight > MAX_WEIGHT) {
      forgetOldest();
    }
  }

  /** All reports that are kept now, the newest first. */
  public synchronized List<CallReport> reports() {
    return kept().sorted(Comparator.comparingLong(CallReport::id).reversed()).toList();
  }

  /** The report with a number; empty if it is not kept, or not any more. */
  public synchronized Optional<CallReport> report(long id) {
    return kept().filter(report -> report.id() == id).findFirst();
  }

  private Stream<CallReport> kept() {
    return targets.values().stream()
        .flatMap(target -> target.minutes.stream())
        .flatMap(minute -> minute.calls.reports());
  }

  private MinuteOfCalls minute(Target target, long now) {
    Minute last = target.minutes.peekLast();
    if (last != null && now - last.beginNanos < MINUTE_NANOS) {
      return last.calls;
    }
    if (target.minutes.size() == minutes) {
      forgetFirst(target);
    }
    Minute next = new Minute(now, new MinuteOfCalls(target.slowest, FAILURES));
    target.minutes.addLast(next);
    return next.calls;
  }

  private void forgetOldest() {
    targets.values().stream()
        .filter(target -> !target.minutes.isEmpty())
        .min((a, b) -> Long.signum(a.beginNanos() - b.beginNanos()))
        .ifPresent(this::forgetFirst);
  }

  private void forgetFirst(Target target) {
    weight -= target.minutes.removeFirst().calls.weight();
  }
}
