package io.targetedprofiler.sink;

import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.ToIntFunction;

/**
 * Lets through the reports of failed calls at once, and those of the slowest calls of each target
 * and minute when that minute is over. A minute begins with the first report that is held back. A
 * supplement goes where its report went. Safe for use by any thread.
 */
final class SlowestOnly implements ReportSink {

  /** What {@link #slowest} says of a target of which everything is let through. */
  static final int ALL = 0;

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int MAX_SUPPLEMENTS = 1_000;

  private final ToIntFunction<String> slowest;
  private final ReportSink next;
  private final BiConsumer<Duration, Runnable> timer;
  private final Map<String, Integer> known = new HashMap<>();
  private final Map<String, MinuteOfCalls> held = new HashMap<>();
  private final List<CallReport> supplements = new ArrayList<>();

  /** Numbers of the reports that the last minute let through. */
  private Set<Long> passed = Set.of();

  private long minutes;

  /**
   * A selection that holds nothing.
   *
   * @param slowest how many of a minute, by the target's name; {@link #ALL} for all. Asked once for
   *     each
   * @param next gets what is let through; quick, never throws
   * @param timer runs something after a while
   */
  SlowestOnly(
      ToIntFunction<String> slowest, ReportSink next, BiConsumer<Duration, Runnable> timer) {
    this.slowest = slowest;
    this.next = next;
    this.timer = timer;
  }

  @Override
  public synchronized void accept(CallReport report) {
    int most = known.computeIfAbsent(report.profile(), slowest::applyAsInt);
    if (most == ALL || report.outcome() == Outcome.THREW || passed.contains(report.id())) {
      next.accept(report);
    } else if (report.asynchrony().isSupplement()) {
      if (supplements.size() < MAX_SUPPLEMENTS) {
        supplements.add(report);
      }
    } else {
      if (held.isEmpty()) {
        long minute = minutes;
        timer.accept(MINUTE, () -> end(minute));
      }
      held.computeIfAbsent(report.profile(), name -> new MinuteOfCalls(most, 0)).add(report);
    }
  }

  private synchronized void end(long minute) {
    if (minute == minutes) {
      flush();
    }
  }

  /** Lets through what is held back; the minute is over. */
  @Override
  public synchronized void flush() {
    minutes++;
    List<CallReport> chosen =
        new ArrayList<>(held.values().stream().flatMap(MinuteOfCalls::reports).toList());
    held.clear();
    passed = new HashSet<>(chosen.stream().map(CallReport::id).toList());
    supplements.stream().filter(late -> passed.contains(late.id())).forEach(chosen::add);
    supplements.clear();
    chosen.sort(Comparator.comparingLong(CallReport::id));
    chosen.forEach(next::accept);
  }
}
