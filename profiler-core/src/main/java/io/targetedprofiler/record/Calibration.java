package io.targetedprofiler.record;

/**
 * Measures {@link ProbeCost} by running pairs of probes around a little work, on a recorder that no
 * application thread uses, and the same work without them. The work is a chain in which each step
 * needs the one before, as most code is: around nothing at all a processor would wait for the clock
 * where it otherwise has something to finish. The best round counts: whatever else the machine does
 * can only add to it. Rounds are repeated for as long as they get better, because the first ones
 * run code that has not been compiled.
 */
final class Calibration {

  private static final int PAIRS = 10_000;
  private static final int STEPS = 32;

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

  /** Decides how many calls to skip: none, since timing all costs nothing by this clock. */
  private static final TimingPolicy DECIDING =
      new ThinnedTiming(CalibratedClock.of(NanoClock.SYSTEM, ProbeCost.FREE));

  /** A whole pair, and the part of it between its two readings. */
  private record Pair(double nanos, double insideNanos) {}

  /** Where the work goes on; that keeps it from being optimized away. */
  private volatile int worked = 1;

  private Calibration() {}

  /** From the clock alone. */
  static ProbeCost guess() {
    double clock = clockNanos();
    double timed = 2 * clock + GUESSED_WORK_NANOS;
    return new ProbeCost(clock, clock, timed, timed, GUESSED_WORK_NANOS);
  }

  static ProbeCost measure() {
    Calibration calibration = new Calibration();
    Pair timed = calibration.bestPair(TimingPolicy.FULL);
    Pair thinned = calibration.bestPair(DECIDING);
    Pair counted = calibration.bestPair(COUNTING);
    return new ProbeCost(
        clockNanos(), timed.insideNanos, timed.nanos, thinned.nanos, counted.nanos);
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

  private Pair bestPair(TimingPolicy policy) {
    double whole = Double.MAX_VALUE;
    double inside = Double.MAX_VALUE;
    double bare = Double.MAX_VALUE;
    int stale = 0;
    for (int round = 0; round < MAX_ROUNDS && stale < STALE_ROUNDS; round++) {
      Pair pair = pair(policy);
      stale = pair.nanos < CLEARLY * whole ? 0 : stale + 1;
      whole = Math.min(whole, pair.nanos);
      inside = Math.min(inside, pair.insideNanos);
      bare = Math.min(bare, (double) timeWork() / PAIRS);
    }
    return new Pair(Math.max(0, whole - bare), Math.max(0, inside - bare));
  }

  private Pair pair(TimingPolicy policy) {
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
    call.recorder().open(Thread.currentThread(), true); // past the gate, which stays as it is
    call.recorder().start();
    long elapsed = timePairs(new NamedSite("inner"));
    call.exit(root.site(), null, null);
    return new Pair((double) elapsed / PAIRS, recorded[0].meanMeasuredNanos());
  }

  /** As a probe does it, look-up included. */
  private long timePairs(Object site) {
    int x = worked;
    long start = System.nanoTime();
    for (int i = 0; i < PAIRS; i++) {
      ThreadRecorder entered = ThreadRecorder.current();
      if (entered != null) {
        entered.enter(site);
      }
      x = work(x);
      ThreadRecorder left = ThreadRecorder.current();
      if (left != null) {
        left.exit(site);
      }
    }
    long elapsed = System.nanoTime() - start;
    worked = x;
    return elapsed;
  }

  private long timeWork() {
    int x = worked;
    long start = System.nanoTime();
    for (int i = 0; i < PAIRS; i++) {
      x = work(x);
    }
    long elapsed = System.nanoTime() - start;
    worked = x;
    return elapsed;
  }

  private static int work(int seed) {
    int x = seed;
    for (int i = 0; i < STEPS; i++) {
      x ^= x << 13;
      x ^= x >>> 17;
      x ^= x << 5;
    }
    return x;
  }
}
