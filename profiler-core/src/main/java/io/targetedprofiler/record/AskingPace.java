package io.targetedprofiler.record;

/**
 * How often the JVM is asked what a thread has used, at the begin of calls of which few will be
 * reported: as often as takes, at its quickest, a quarter of a thousandth of one processor's time,
 * and a hundred times a second in any case. What was not needed for a second may be made up for at
 * once, so that only a target that is called so often all the time is not always asked. To ask is a
 * system call, whose time differs much between machines. Safe for use by many threads, which may
 * ask once too often when they do so at the same time.
 */
final class AskingPace {

  private static final int SHARE = 4_000;
  private static final long MAX_PAUSE_NANOS = 10_000_000;
  private static final long AHEAD_NANOS = 1_000_000_000;

  /** The least that it took; 0 if it is not known. */
  private volatile long costNanos;

  /** Until when its time is used up. */
  private volatile long usedNanos;

  /** Whether it may be asked now. */
  boolean isDue(long now) {
    return costNanos == 0 || usedNanos - now < AHEAD_NANOS;
  }

  /** It was, and that took so long. */
  void asked(long now, long tookNanos) {
    long known = costNanos;
    long least = known == 0 ? tookNanos : Math.min(known, tookNanos);
    long from = known == 0 || usedNanos - now < 0 ? now : usedNanos;
    usedNanos = from + Math.min(MAX_PAUSE_NANOS, SHARE * least);
    if (least != known) {
      costNanos = least;
    }
  }
}
