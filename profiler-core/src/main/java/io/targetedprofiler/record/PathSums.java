package io.targetedprofiler.record;

/** What is kept of the calls of a path beyond the profiled call: sums, over those not reported. */
final class PathSums {

  long calls;
  long timedCalls;
  long measuredNanos;
  long totalNanos;

  void add(PathNode node) {
    calls += node.calls;
    timedCalls += node.times.timedCalls;
    measuredNanos += node.times.measuredNanos;
    totalNanos += node.times.totalNanos(node.calls);
  }
}
