package io.targetedprofiler.record;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A clock, and what it costs to profile with it. What is known at first is a guess from the clock
 * alone; {@link #calibrate} then measures the probes themselves, early and again when they have
 * certainly been compiled. Safe for use by many threads.
 */
public final class CalibratedClock {

  /** Since the first calibration; each is done once. */
  private static final long[] DUE_NANOS = {0, 5_000_000_000L, 60_000_000_000L};

  private final NanoClock clock;
  private final boolean fixed;
  private final AtomicInteger calibrations = new AtomicInteger();
  private volatile ProbeCost cost;
  private volatile long firstNanos;

  private CalibratedClock(NanoClock clock, ProbeCost cost, boolean fixed) {
    this.clock = clock;
    this.cost = cost;
    this.fixed = fixed;
  }

  /** The clock of this machine. The cost of reading it is measured now, in about 0.1 ms. */
  public static CalibratedClock system() {
    return new CalibratedClock(NanoClock.SYSTEM, Calibration.guess(), false);
  }

  /** A clock whose cost is given. */
  public static CalibratedClock of(NanoClock clock, ProbeCost cost) {
    return new CalibratedClock(clock, cost, true);
  }

  /** What probes cost, as far as it is known now. */
  public ProbeCost cost() {
    return cost;
  }

  /**
   * Measures the probes if that is due, which takes some tens of milliseconds; to be called now and
   * then on a thread of the profiler. What another thread disturbed, or what was not compiled yet,
   * was measured too high: the smallest figure counts.
   */
  public void calibrate() {
    int done = calibrations.get();
    if (fixed || done == DUE_NANOS.length) {
      return;
    }
    long now = clock.nanoTime();
    if (done > 0 && now - firstNanos < DUE_NANOS[done]) {
      return;
    }
    if (calibrations.compareAndSet(done, done + 1)) {
      if (done == 0) {
        firstNanos = now;
      }
      ProbeCost measured = Calibration.measure();
      cost = done == 0 ? measured : cost.orLess(measured);
    }
  }

  long nanoTime() {
    return clock.nanoTime();
  }

  NanoClock clock() {
    return clock;
  }
}
