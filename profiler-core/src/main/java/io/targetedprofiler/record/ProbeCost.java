package io.targetedprofiler.record;

/**
 * What the profiler's probes cost, in nanoseconds. A pair of probes is the enter and the exit of
 * one call.
 *
 * @param clockNanos one reading of the clock
 * @param insideNanos the part of a timed pair that falls between its own two readings, and so into
 *     what is measured of the call itself
 * @param timedNanos a pair that reads the clock, as the caller of the method pays it; the part
 *     inside included
 * @param thinnedNanos the same while calls are thinned, when it weighs the call and decides which
 *     of the next ones are timed
 * @param countedNanos a pair that only counts
 */
public record ProbeCost(
    double clockNanos,
    double insideNanos,
    double timedNanos,
    double thinnedNanos,
    double countedNanos) {

  /** Of probes that take no time, as on a clock turned by hand. */
  public static final ProbeCost FREE = new ProbeCost(0, 0, 0, 0, 0);

  /** The smaller of each figure. */
  ProbeCost orLess(ProbeCost other) {
    return new ProbeCost(
        Math.min(clockNanos, other.clockNanos),
        Math.min(insideNanos, other.insideNanos),
        Math.min(timedNanos, other.timedNanos),
        Math.min(thinnedNanos, other.thinnedNanos),
        Math.min(countedNanos, other.countedNanos));
  }

  /** So many nanoseconds in units of {@link #SHIFT}. */
  static long units(double nanos) {
    return Math.round(nanos * (1 << SHIFT));
  }

  /** Costs are summed in 2^-10 nanoseconds, as whole numbers. */
  static final int SHIFT = 10;
}
