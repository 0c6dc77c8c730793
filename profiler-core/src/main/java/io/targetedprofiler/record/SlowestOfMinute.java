package io.targetedprofiler.record;

import java.util.Arrays;

/**
 * A threshold that a call reaches if, as it ends, it is among the slowest few of its minute so far:
 * the first few do, and then each that is slower than one of those. So a slow call is reported at
 * once, and yet few are: of n calls in random order k (1 + ln(n / k)) are expected, 5 of 5, 20 of
 * 100, 43 of 10,000 (Alfréd Rényi, "Théorie des éléments saillants d'une suite d'observations",
 * 1962). A minute begins with the first call that ends after the last one.
 *
 * <p>A call that is not among them costs two reads of what is seldom written.
 */
public final class SlowestOfMinute implements Threshold {

  static final long MINUTE_NANOS = 60_000_000_000L;

  private final Object lock = new Object();
  private final long[] slowest; // ascending; guarded by the lock
  private int known; // guarded by the lock

  /** A little more than the shortest of them took; 0 as long as there are too few. */
  private volatile long nanos;

  private volatile long beginNanos;

  /**
   * A threshold of no calls yet.
   *
   * @param calls how many are the slowest; at least 1
   */
  public SlowestOfMinute(int calls) {
    this.slowest = new long[calls];
  }

  @Override
  public long nanos(long atNanos) {
    return isOver(atNanos) ? 0 : nanos;
  }

  @Override
  public void ended(long ofCall, long atNanos) {
    if (ofCall >= nanos || isOver(atNanos)) {
      add(ofCall, atNanos);
    }
  }

  private boolean isOver(long atNanos) {
    return atNanos - beginNanos >= MINUTE_NANOS;
  }

  private void add(long ofCall, long atNanos) {
    synchronized (lock) {
      if (known == 0 || isOver(atNanos)) {
        known = 0;
        nanos = 0; // before the minute begins for others
        beginNanos = atNanos;
      }
      if (known < slowest.length) {
        slowest[known++] = ofCall;
      } else if (ofCall > slowest[0]) {
        slowest[0] = ofCall;
      }
      Arrays.sort(slowest, 0, known);
      nanos = known < slowest.length ? 0 : slowest[0] + 1;
    }
  }
}
