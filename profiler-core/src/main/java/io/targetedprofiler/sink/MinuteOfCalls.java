package io.targetedprofiler.sink;

import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/** One target's calls of one minute: the slowest of those that returned, and failed ones. */
final class MinuteOfCalls {

  private final int slowest;
  private final int failures;
  private final PriorityQueue<CallReport> returned =
      new PriorityQueue<>(
          Comparator.comparingLong((CallReport report) -> report.usage().wallNanos()));
  private final List<CallReport> failed = new ArrayList<>();
  private long weight;

  /**
   * An empty minute.
   *
   * @param slowest how many of the calls that returned stay
   * @param failures how many of those that failed stay, the first ones
   */
  MinuteOfCalls(int slowest, int failures) {
    this.slowest = slowest;
    this.failures = failures;
  }

  /** Adds a call, which may have to go at once, or make a quicker one go. */
  void add(CallReport report) {
    if (report.outcome() != Outcome.THREW) {
      returned.add(report);
      weight += weight(report);
      if (returned.size() > slowest) {
        weight -= weight(returned.remove());
      }
    } else if (failed.size() < failures) {
      failed.add(report);
      weight += weight(report);
    }
  }

  /** What stays so far, in no order. */
  Stream<CallReport> reports() {
    return Stream.concat(returned.stream(), failed.stream());
  }

  /** What it weighs in memory: call paths and ordered calls, of some hundred bytes each. */
  long weight() {
    return weight;
  }

  private static long weight(CallReport report) {
    return 20L + report.tree().nodes() + report.timeline().segments().size();
  }
}
