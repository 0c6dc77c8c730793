package io.targetedprofiler.record;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A threshold that only the slowest share of recent calls exceeds. Until enough calls have ended
 * for one of them to be such, it is 0.
 *
 * <p>Durations are counted in buckets of equal relative width, 128 for each power of two, so a
 * percentile is known to 1 %, rather too long than too short; the layout is that of HdrHistogram
 * (Gil Tene). Each time the window is full, all counts are halved: what is long ago fades away, and
 * a call weighs half as much after half to a whole window of further calls. A call costs two atomic
 * additions, and every hundredth one looks at all buckets: some 100 ns a call in all; memory is 29
 * kB.
 */
public final class RecentPercentile implements Threshold {

  private static final int SUB_BITS = 7;
  private static final int SUB_BUCKETS = 1 << SUB_BITS;
  private static final int BUCKETS = (Long.SIZE - SUB_BITS) * SUB_BUCKETS;

  /** One call, of which something must be left after some halvings. */
  private static final int ONE = 1 << 10;

  private static final int CALLS_BETWEEN_REVIEWS = 100;
  private static final int MIN_CALLS = 100;
  private static final int SLOW_CALLS_IN_WINDOW = 20;
  private static final int MIN_WINDOW = 2_000;

  private final double share;
  private final long enoughCalls;
  private final long window;
  private final AtomicIntegerArray counts = new AtomicIntegerArray(BUCKETS);
  private final AtomicLong calls = new AtomicLong();
  private final AtomicBoolean underReview = new AtomicBoolean();
  private volatile long nanos;

  /**
   * A threshold of no calls yet.
   *
   * @param percentile such as 99, less than 100
   */
  public RecentPercentile(double percentile) {
    double slow = 1 - percentile / 100;
    long oneSlow = Math.round(1 / slow);
    this.share = percentile / 100;
    this.enoughCalls = Math.max(MIN_CALLS, oneSlow);
    this.window = Math.max(MIN_WINDOW, SLOW_CALLS_IN_WINDOW * oneSlow);
  }

  @Override
  public long nanos(long atNanos) {
    return nanos;
  }

  @Override
  public void ended(long ofCall, long atNanos) {
    counts.addAndGet(bucket(Math.max(0, ofCall)), ONE);
    long ended = calls.incrementAndGet();
    if (ended % CALLS_BETWEEN_REVIEWS == 0
        && ended >= enoughCalls
        && underReview.compareAndSet(false, true)) {
      try {
        review();
      } finally {
        underReview.set(false);
      }
    }
  }

  private void review() {
    long total = 0;
    for (int i = 0; i < BUCKETS; i++) {
      total += counts.get(i);
    }
    double rank = share * total;
    long below = 0;
    int at = 0;
    while (at < BUCKETS - 1 && (below += counts.get(at)) < rank) {
      at++;
    }
    nanos = at == BUCKETS - 1 ? Long.MAX_VALUE : lowest(at + 1);
    if (total >= window * ONE) {
      halve();
    }
  }

  /** What comes in meanwhile is not lost. */
  private void halve() {
    for (int i = 0; i < BUCKETS; i++) {
      int count = counts.get(i);
      if (count > 0) {
        counts.addAndGet(i, count / 2 - count);
      }
    }
  }

  private static int bucket(long nanos) {
    if (nanos < SUB_BUCKETS) {
      return (int) nanos;
    }
    int shift = Long.SIZE - SUB_BITS - 1 - Long.numberOfLeadingZeros(nanos);
    return (shift << SUB_BITS) + (int) (nanos >>> shift);
  }

  /** The shortest duration in a bucket: the inverse of {@link #bucket}. */
  private static long lowest(int bucket) {
    if (bucket < SUB_BUCKETS) {
      return bucket;
    }
    int shift = (bucket >> SUB_BITS) - 1;
    return (long) (SUB_BUCKETS + (bucket & (SUB_BUCKETS - 1))) << shift;
  }
}
