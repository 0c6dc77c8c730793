package io.targetedprofiler.model;

import java.util.Map;

/**
 * One call in the order in which it happened: an interval in a waterfall.
 *
 * @param frame the method
 * @param depth how deep it is in the call tree; 0 for the profiled method itself
 * @param startNanos when it began, counted from the begin of the profiled call
 * @param durationNanos how long it took, callees included; as measured, the cost of probes is
 *     contained
 * @param threw whether it ended by a throw
 * @param counters what else was counted of a call that leaves the program, such as {@code rows}
 */
public record Segment(
    Frame frame,
    int depth,
    long startNanos,
    long durationNanos,
    boolean threw,
    Map<String, Long> counters) {

  /** Copies the map. */
  public Segment {
    counters = Map.copyOf(counters);
  }

  /** A call of which nothing else was counted. */
  public Segment(Frame frame, int depth, long startNanos, long durationNanos, boolean threw) {
    this(frame, depth, startNanos, durationNanos, threw, Map.of());
  }

  /** When it ended, counted from the begin of the profiled call. */
  public long endNanos() {
    return startNanos + durationNanos;
  }
}
