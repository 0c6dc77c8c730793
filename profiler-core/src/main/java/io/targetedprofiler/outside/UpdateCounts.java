package io.targetedprofiler.outside;

import org.jspecify.annotations.Nullable;

/** How many rows a statement changed, by what its execution returned. */
final class UpdateCounts {

  /** A query, or a driver that does not say. */
  static final long UNKNOWN = -1;

  private UpdateCounts() {}

  static long sum(@Nullable Object result) {
    if (result instanceof Integer || result instanceof Long) {
      return known(((Number) result).longValue());
    }
    if (result instanceof int[] counts) {
      long sum = counts.length == 0 ? UNKNOWN : 0;
      for (int i = 0; i < counts.length && sum != UNKNOWN; i++) {
        sum = added(sum, counts[i]);
      }
      return sum;
    }
    if (result instanceof long[] counts) {
      long sum = counts.length == 0 ? UNKNOWN : 0;
      for (int i = 0; i < counts.length && sum != UNKNOWN; i++) {
        sum = added(sum, counts[i]);
      }
      return sum;
    }
    return UNKNOWN;
  }

  /** Negative: executed, and it is not said on how many rows; or failed. */
  private static long added(long sum, long count) {
    return count < 0 ? UNKNOWN : sum + count;
  }

  private static long known(long count) {
    return count < 0 ? UNKNOWN : count;
  }
}
