package io.targetedprofiler.record;

/**
 * Times short calls once in so many, so that the clock stays a small share of what they take. The
 * first calls on a path are all timed, and so are all calls of a path that is slow or rarely taken.
 *
 * <p>The idea is that of Arnold and Ryder, "A Framework for Reducing the Cost of Instrumented Code"
 * (PLDI 2001), and of Zhuang, Serrano, Cain and Choi, "Accurate, Efficient, and Adaptive Calling
 * Context Profiling" (PLDI 2006), applied to the clock alone: counts stay exact.
 */
public final class ThinnedTiming implements TimingPolicy {

  /** Enough for a first mean; a path taken no more often than this is timed in full. */
  static final int TIMED_AT_FIRST = 32;

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
   * The two readings of a timed call may take {@value #CLOCK_SHARE} of the time of the calls that
   * it stands for.
   */
  @Override
  public int stride(long timedCalls, long recentNanos) {
    if (timedCalls < TIMED_AT_FIRST) {
      return 1;
    }
    double stride = 2 * clock.cost().clockNanos() / (CLOCK_SHARE * Math.max(1, recentNanos));
    return (int) Math.min(MAX_STRIDE, Math.max(1, Math.ceil(stride)));
  }
}
