package io.targetedprofiler.record;

/**
 * Decides which calls are timed; every call is counted under every policy. A call that is not timed
 * leaves everything beneath it untimed too. Runs on the hot path: implementations allocate nothing
 * and share nothing that is written between threads.
 */
public interface TimingPolicy {

  /** Times every call. */
  TimingPolicy FULL =
      new TimingPolicy() {
        @Override
        public boolean thins() {
          return false;
        }

        @Override
        public int stride(long timedCalls, long recentNanos) {
          return 1;
        }
      };

  /** Whether calls may go untimed at all; if not, the recorder keeps no statistics for it. */
  boolean thins();

  /**
   * Asked after each timed call: of how many of the next calls on that path one is to be timed.
   *
   * @param timedCalls calls timed on this path so far within this profiled call
   * @param recentNanos moving average of their durations
   * @return 1 to time every call
   */
  int stride(long timedCalls, long recentNanos);
}
