package io.targetedprofiler.record;

/**
 * How often the JVM is asked what a thread has used, at the begin of calls of which few will be
 * reported: so seldom that asking, at its quickest, takes a quarter of a thousandth of one
 * processor's time. It is a system call, whose time differs much between machines. Safe for use by
 * many threads, which may ask once too often when they do so at the same time.
 */
final class AskingPace {

  private static final int SHARE = 4_000;

  /** The least that it took; 0 if it is not known. */
  private volatile long costNanos;

  private volatile long dueNanos;

  /** Whether it may be asked now. */
  boolean isDue(long now) {
    return costNanos == 0 || now - dueNanos >= 0;
  }

  /** It was, and that took so long. */
  void asked(long now, long tookNanos) {
    long known = costNanos;
    if (known == 0 || tookNanos < known) {
      costNanos = tookNanos;
    }
    dueNanos = now + SHARE * costNanos;
  }
}
