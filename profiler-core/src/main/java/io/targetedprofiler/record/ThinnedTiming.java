package io.targetedprofiler.record;

/**
 * Times short calls once in so many, so that the clock stays a small share of what they take. The
 * first calls on a path are all timed, the more of them the more they differ, and so are all calls
 * of a path that is slow or rarely taken.
 *
 * <p>The idea is that of Arnold and Ryder, "A Framework for Reducing the Cost of Instrumented Code"
 * (PLDI 2001), and of Zhuang, Serrano, Cain and Choi, "Accurate, Efficient, and Adaptive Calling
 * Context Profiling" (PLDI 2006), applied to the clock alone: counts stay exact.
 */
public final class ThinnedTiming implements TimingPolicy {

  /** Enough for a first mean; a path taken no more often than this is timed in full. */
  static final int TIMED_AT_FIRST = 32;

  /** However much the calls differ. */
  static final int MAX_TIMED_AT_FIRST = 4096;

  /** The relative standard error of the mean from which on calls are thinned. */
  private static final double MEAN_ERROR = 0.05;

  /** A path called a million times within a call is still timed a thousand times. */
  static final int MAX_STRIDE = 1024;

  private static final double CLOCK_SHARE = 0.02;

  private final CalibratedClock clock;

  /** A policy for a clock. */
  public ThinnedTiming(CalibratedClock clock) {
    this.clock = clock;
  }

  @Override
  public boolean mayThin() {
    return true;
  }

  @Override
  public boolean mayTimeAll() {
    return false;
  }

  /**
   * Once the mean is known well enough, the two readings of a timed call may take {@value
   * #CLOCK_SHARE} of the time of the calls that it stands for. How many calls that needs depends on
   * how much they differ: Cochran, "Sampling Techniques", 4.6.
   */
  @Override
  public int stride(long timedCalls, long recentNanos, double relativeVariance) {
    double needed = relativeVariance / (MEAN_ERROR * MEAN_ERROR);
    if (timedCalls < Math.min(MAX_TIMED_AT_FIRST, Math.max(TIMED_AT_FIRST, needed))) {
      return 1;
    }
    double stride = 2 * clock.cost().clockNanos() / (CLOCK_SHARE * Math.max(1, recentNanos));
    return (int) Math.min(MAX_STRIDE, Math.max(1, Math.ceil(stride)));
  }
}
