package io.targetedprofiler.sink;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Waits longer after each failure in a row: twice as long, up to five minutes. Jittered down to
 * half of that, lest all machines come back to a server at the same moment. For one thread at a
 * time.
 */
final class Backoff {
  static final Duration LONGEST = Duration.ofMinutes(5);

  private final Duration first;
  private final LongSupplier clockNanos;
  private final DoubleSupplier jitter;
  private Duration next;
  private boolean waiting;
  private long overAtNanos;

  /**
   * @param jitter from 0 to 1
   */
  Backoff(Duration first, LongSupplier clockNanos, DoubleSupplier jitter) {
    this.first = first;
    this.clockNanos = clockNanos;
    this.jitter = jitter;
    this.next = first;
  }

  /** Whether it is time to try. */
  boolean isOver() {
    return !waiting || clockNanos.getAsLong() - overAtNanos >= 0;
  }

  void succeeded() {
    waiting = false;
    next = first;
  }

  /** Begins to wait; returns how long. */
  Duration failed() {
    Duration longest = next.compareTo(LONGEST) < 0 ? next : LONGEST;
    Duration wait = Duration.ofNanos((long) (longest.toNanos() * (0.5 + jitter.getAsDouble() / 2)));
    overAtNanos = clockNanos.getAsLong() + wait.toNanos();
    waiting = true;
    next = longest.multipliedBy(2);
    return wait;
  }
}
