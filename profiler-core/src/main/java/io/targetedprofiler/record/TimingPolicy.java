package io.targetedprofiler.record;

/**
 * Decides which calls are timed; every call that reaches a recorder is counted under every policy.
 * A call that is not timed leaves everything beneath it untimed too. Safe for use by many threads;
 * runs on the hot path, so implementations allocate nothing and write nothing that threads share.
 */
public interface TimingPolicy {

  /** Times every call. */
  TimingPolicy FULL =
      new TimingPolicy() {
        @Override
        public boolean mayThin() {
          return false;
        }

        @Override
        public boolean mayTimeAll() {
          return true;
        }

        @Override
        public int stride(long timedCalls, long recentNanos, double relativeVariance) {
          return 1;
        }
      };

  /** Whether calls may go untimed at all; if not, the recorder keeps no statistics for it. */
  boolean mayThin();

  /**
   * Whether all calls may be timed. A policy of which both holds is asked about its budget now and
   * then: a recorder times all calls until they cost too much.
   */
  boolean mayTimeAll();

  /**
   * Asked after each timed call while a recorder thins: of how many of the next calls on that path
   * one is to be timed.
   *
   * @param timedCalls calls timed on this path so far within this profiled call
   * @param recentNanos moving average of their durations, without the cost of probes
   * @param relativeVariance their variance as a multiple of their squared mean
   * @return 1 to time every call
   */
  int stride(long timedCalls, long recentNanos, double relativeVariance);

  /**
   * Whether the probes may cost so much.
   *
   * @param costNanos what they have cost
   * @param wallNanos what the call took meanwhile, their cost included
   */
  default boolean affords(long costNanos, long wallNanos) {
    return true;
  }

  /**
   * A call costs too much although it is thinned.
   *
   * @param paths what was called, and how often
   */
  default void overspent(PathCensus paths) {}

  /** Whether {@link #overspent} would be of use now: if not, nobody need take a census. */
  default boolean wantsCensus() {
    return false;
  }

  /**
   * Whether a call that begins now may record inner methods, if its target is to. One under way
   * that has lasted for long asks again.
   */
  default boolean recordsInner() {
    return true;
  }

  /**
   * A call ended that had recorded inner methods, although no call that begins now may.
   *
   * @param pairs of probes that it had
   * @param recordedNanos for how long it recorded them, if not to its end; else 0
   */
  default void lastRecorded(long pairs, long recordedNanos) {}

  /**
   * A call ended that recorded no inner methods.
   *
   * @param pairs of probes in an earlier call on this thread that recorded them; negative if there
   *     was none
   * @param recordedNanos for how long that recorded them, if not to its end; else 0
   * @param wallNanos what the call took without them
   * @param nanoTime when it ended
   */
  default void passed(long pairs, long recordedNanos, long wallNanos, long nanoTime) {}

  /** A call ended at this time; what was decided earlier may be due for review. */
  default void review(long nanoTime) {}

  /** The sites whose probes are switched off now. */
  default DemotedSites demoted() {
    return DemotedSites.NONE;
  }
}
