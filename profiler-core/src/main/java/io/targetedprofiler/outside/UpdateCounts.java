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
    long[] counts = {};
    if (result instanceof int[] ints) {
      counts = java.util.Arrays.stream(ints).asLongStream().toArray();
    } else if (result instanceof long[] longs) {
      counts = longs;
    }
    long sum = UNKNOWN;
    for (long count : counts) {
      if (count < 0) { // executed, and it is not said on how many rows; or failed
        return UNKNOWN;
      }
      sum = Math.max(sum, 0) + count;
    }
    return sum;
  }

  private static long known(long count) {
    return count < 0 ? UNKNOWN : count;
  }
}
