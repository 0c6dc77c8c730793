package io.targetedprofiler.sink;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets one word of a kind through in a period and counts the others. Any number of threads may ask,
 * none waits.
 */
final class RepeatedWord {

  private final long quietNanos;
  private final AtomicLong dueNanos;
  private final AtomicLong suppressed = new AtomicLong();

  RepeatedWord(long quietNanos, long nowNanos) {
    this.quietNanos = quietNanos;
    this.dueNanos = new AtomicLong(nowNanos);
  }

  /** Whether the word may be said now; if not, it is counted. */
  boolean mayBeSaid(long nowNanos) {
    long due = dueNanos.get();
    if (nowNanos - due >= 0 && dueNanos.compareAndSet(due, nowNanos + quietNanos)) {
      return true;
    }
    suppress(1);
    return false;
  }

  void suppress(long words) {
    suppressed.addAndGet(words);
  }

  /** How many were not said since this was last asked. */
  long takeSuppressed() {
    return suppressed.getAndSet(0);
  }
}
