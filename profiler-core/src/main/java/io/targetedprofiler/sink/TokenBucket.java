package io.targetedprofiler.sink;

import java.util.function.LongSupplier;

/**
 * Lets n events a second through, and n at once after a quiet second. For one thread.
 *
 * <p>Instead of a number of tokens it keeps the time at which the bucket would be full again: each
 * event moves it one interval on, and an event that would move it more than n intervals from now is
 * refused. So nothing has to be refilled, and no rounding adds up.
 */
final class TokenBucket {

  private static final long SECOND = 1_000_000_000L;

  private final long intervalNanos;
  private final long burstNanos;
  private final LongSupplier clockNanos;
  private long fullAtNanos;

  TokenBucket(int perSecond, LongSupplier clockNanos) {
    this.intervalNanos = Math.max(1, SECOND / perSecond);
    this.burstNanos = intervalNanos * perSecond;
    this.clockNanos = clockNanos;
    this.fullAtNanos = clockNanos.getAsLong();
  }

  /** Takes a token if there is one. */
  boolean tryTake() {
    long now = clockNanos.getAsLong();
    long owed = Math.max(0, fullAtNanos - now);
    if (owed + intervalNanos > burstNanos) {
      return false;
    }
    fullAtNanos = now + owed + intervalNanos;
    return true;
  }
}
