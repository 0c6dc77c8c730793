package io.targetedprofiler.format;

/** Sums that stop at the largest number instead of turning negative: input is not trusted. */
final class Sums {
  private Sums() {}

  /** The sum of two numbers that are not negative. */
  static long saturated(long a, long b) {
    return b > Long.MAX_VALUE - a ? Long.MAX_VALUE : a + b;
  }
}
