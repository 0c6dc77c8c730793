package io.targetedprofiler.sink;

import java.time.Duration;

/** A time-out that several waits share. */
public final class Deadline {

  private static final long FOREVER_NANOS = Long.MAX_VALUE / 4;

  private final long atNanos;

  private Deadline(long atNanos) {
    this.atNanos = atNanos;
  }

  /** A deadline so far from now; an immoderate duration is as good as for ever. */
  public static Deadline in(Duration timeout) {
    boolean immoderate = timeout.compareTo(Duration.ofNanos(FOREVER_NANOS)) > 0;
    return new Deadline(System.nanoTime() + (immoderate ? FOREVER_NANOS : timeout.toNanos()));
  }

  /** What is left of it; zero or less once it has passed. */
  public Duration left() {
    return Duration.ofNanos(atNanos - System.nanoTime());
  }
}
