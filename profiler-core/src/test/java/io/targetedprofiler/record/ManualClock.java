package io.targetedprofiler.record;

/** A clock that stands still unless a test turns it. For one thread. */
public final class ManualClock extends NanoClock {

  private long now;
  private long readings;

  /** Starts at an origin, which must not matter. */
  public ManualClock(long originNanos) {
    this.now = originNanos;
  }

  @Override
  public long nanoTime() {
    readings++;
    return now;
  }

  public void advance(long nanos) {
    now += nanos;
  }

  /** How often it was read. */
  public long readings() {
    return readings;
  }
}
