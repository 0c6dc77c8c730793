package io.targetedprofiler.model;

/**
 * One call in the order in which it happened: an interval in a waterfall.
 *
 * @param frame the method
 * @param depth how deep it is in the call tree; 0 for the profiled method itself
 * @param startNanos when it began, counted from the begin of the profiled call
 * @param durationNanos how long it took, callees included; as measured, the cost of probes is
 *     contained
 * @param threw whether it ended by a throw
 */
public record Segment(Frame frame, int depth, long startNanos, long durationNanos, boolean threw) {

  /** When it ended, counted from the begin of the profiled call. */
  public long endNanos() {
    return startNanos + durationNanos;
  }
}
