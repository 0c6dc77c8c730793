package io.targetedprofiler.sink;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A clock that stands still until a test turns it. Starts just below zero, where bad arithmetic
 * shows.
 */
final class ManualClock implements LongSupplier {
  private final AtomicLong nanos = new AtomicLong(-5);

  @Override
  public long getAsLong() {
    return nanos.get();
  }

  void advance(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
