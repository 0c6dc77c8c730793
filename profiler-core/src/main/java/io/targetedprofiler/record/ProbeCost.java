package io.targetedprofiler.record;

import io.targetedprofiler.model.CallTree;

/**
 * What one pair of enter and exit costs on this machine.
 *
 * @param timedNanos of a call that is timed
 * @param countedNanos of a call that is only counted
 */
record ProbeCost(double timedNanos, double countedNanos) {

  private static final int PAIRS = 20_000;
  private static final int ROUNDS = 5;

  /** Times the first call and no other. */
  private static final TimingPolicy COUNTING =
      new TimingPolicy() {
        @Override
        public boolean thins() {
          return true;
        }

        @Override
        public int stride(long timedCalls, long recentNanos) {
          return Integer.MAX_VALUE;
        }
      };

  /** Measured when asked for the first time, which is on a thread of the profiler. */
  private static final class Calibrated {
    static final ProbeCost COST = new ProbeCost(bestOf(TimingPolicy.FULL), bestOf(COUNTING));
  }

  /**
   * The cost on this machine. The first question takes some milliseconds: pairs are run on a
   * recorder that no thread uses, which warms the recorder up as well.
   */
  static ProbeCost calibrated() {
    return Calibrated.COST;
  }

  /** The cost of so many pairs. */
  CallTree.Cost of(long timed, long counted) {
    return new CallTree.Cost(
        timed + counted, Math.round(timed * timedNanos + counted * countedNanos));
  }

  private static double bestOf(TimingPolicy policy) {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      best = Math.min(best, measure(policy));
    }
    return best;
  }

  private static double measure(TimingPolicy policy) {
    RootSite root =
        new RootSite(
            "calibration",
            new NamedSite("root"),
            new RootSite.Settings(true, 0, policy, RecordingLimits.DEFAULT),
            CallMeter.NONE,
            call -> {},
            NanoClock.SYSTEM);
    OpenCall call = new OpenCall(root, Thread.currentThread());
    call.begin(Thread.currentThread());
    long elapsed = timePairs(new NamedSite("inner"));
    call.exit(root, null);
    return (double) elapsed / PAIRS;
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
