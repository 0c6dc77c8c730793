package io.targetedprofiler.examples.benchmarks.truth;

import java.util.Arrays;

/** What a disturbance of a few runs does not move. */
final class Medians {

  private Medians() {}

  /** Of at least one value. */
  static double median(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("a median of nothing");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /**
   * The median distance from the median, scaled so that it estimates the standard deviation of a
   * normal distribution.
   */
  static double spread(double... values) {
    double median = median(values);
    return 1.4826 * median(Arrays.stream(values).map(v -> Math.abs(v - median)).toArray());
  }
}
