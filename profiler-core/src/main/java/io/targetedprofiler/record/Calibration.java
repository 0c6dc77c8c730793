package io.targetedprofiler.record;

/**
 * Measures {@link ProbeCost} by running pairs of probes around nothing, on a recorder that no
 * application thread uses. The best round counts: whatever else the machine does can only add to
 * it. Rounds are repeated for as long as they get better, because the first ones run code that has
 * not been compiled.
 */
final class Calibration {

  private static final int PAIRS = 20_000;

  /** Rounds end after so many of which none was clearly better than the best before. */
  private static final int STALE_ROUNDS = 8;

  private static final int MAX_ROUNDS = 64;
  private static final double CLEARLY = 0.98;
  private static final int READINGS = 1_000;

  /** What a pair does beside reading the clock, until it has been measured. */
  private static final double GUESSED_WORK_NANOS = 5;

  /** Times the first call and no other. */
  private static final TimingPolicy COUNTING =
      new TimingPolicy() {
        @Override
        public boolean mayThin() {
          return true;
        }

        @Override
        public boolean mayTimeAll() {
          return false;
        }

        @Override
        public int stride(long timedCalls, long recentNanos, double relativeVariance) {
          return Integer.MAX_VALUE;
        }
      };

  /** A whole pair, and the part of it between its two readings. */
  private record Pair(double nanos, double insideNanos) {}

  private Calibration() {}

  /** From the clock alone. */
  static ProbeCost guess() {
    double clock = clockNanos();
    return new ProbeCost(clock, clock, 2 * clock + GUESSED_WORK_NANOS, GUESSED_WORK_NANOS);
  }

  static ProbeCost measure() {
    Pair timed = bestPair(TimingPolicy.FULL);
    return new ProbeCost(clockNanos(), timed.insideNanos, timed.nanos, bestPair(COUNTING).nanos);
  }

  private static double clockNanos() {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < STALE_ROUNDS; round++) {
      long start = System.nanoTime();
      long end = start;
      for (int i = 0; i < READINGS; i++) {
        end = System.nanoTime();
      }
      best = Math.min(best, (double) (end - start) / READINGS);
    }
    return best;
  }

  private static Pair bestPair(TimingPolicy policy) {
    double whole = Double.MAX_VALUE;
    double inside = Double.MAX_VALUE;
    int stale = 0;
    for (int round = 0; round < MAX_ROUNDS && stale < STALE_ROUNDS; round++) {
      Pair pair = pair(policy);
      stale = pair.nanos < CLEARLY * whole ? 0 : stale + 1;
      whole = Math.min(whole, pair.nanos);
      inside = Math.min(inside, pair.insideNanos);
    }
    return new Pair(whole, inside);
  }

  private static Pair pair(TimingPolicy policy) {
    CalibratedClock clock = CalibratedClock.of(NanoClock.SYSTEM, ProbeCost.FREE);
    RecordedCall[] recorded = new RecordedCall[1];
    RootSite root =
        new RootSite(
            "calibration",
            new NamedSite("root"),
            new RootSite.Settings(true, 0, policy, RecordingLimits.DEFAULT),
            CallMeter.NONE,
            call -> recorded[0] = call,
            clock);
    OpenCall call = new OpenCall(root, Thread.currentThread());
    call.begin(Thread.currentThread());
    long elapsed = timePairs(new NamedSite("inner"));
    call.exit(root, null);
    return new Pair((double) elapsed / PAIRS, recorded[0].meanMeasuredNanos());
  }

  /** As a probe does it, look-up included. */
  private static long timePairs(Object site) {
    long start = System.nanoTime();
    for (int i = 0; i < PAIRS; i++) {
      ThreadRecorder entered = ThreadRecorder.current();
      if (entered != null) {
        entered.enter(site);
      }
      ThreadRecorder left = ThreadRecorder.current();
      if (left != null) {
        left.exit(site);
      }
    }
    return System.nanoTime() - start;
  }
}
