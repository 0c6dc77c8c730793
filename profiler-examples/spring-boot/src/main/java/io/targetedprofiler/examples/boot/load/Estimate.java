package io.targetedprofiler.examples.boot.load;

import java.util.List;
import java.util.Locale;

/**
 * A mean of a few independent figures, and how far from it the truth may be.
 *
 * @param mean of them
 * @param margin the truth is within so much of the mean in 95 of 100 such measurements, by
 *     Student's t; NaN for a single one
 */
record Estimate(double mean, double margin) {

  /** Of Student's distribution, 97.5 %, by degrees of freedom from 1 on. */
  private static final double[] T = {
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
    2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086
  };

  static Estimate of(List<Double> figures) {
    int n = figures.size();
    double mean = figures.stream().mapToDouble(f -> f).average().orElse(Double.NaN);
    double squares = figures.stream().mapToDouble(f -> (f - mean) * (f - mean)).sum();
    double t = n < 2 ? Double.NaN : T[Math.min(n - 1, T.length) - 1];
    return new Estimate(mean, t * Math.sqrt(squares / (n - 1) / n));
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%+.2f ± %.2f", mean, margin);
  }
}
