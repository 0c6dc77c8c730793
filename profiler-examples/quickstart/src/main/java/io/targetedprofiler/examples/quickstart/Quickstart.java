package io.targetedprofiler.examples.quickstart;

import io.targetedprofiler.Profile;

/** The smallest use: one marked method, and the method under it. */
public final class Quickstart {

  private Quickstart() {}

  public static void main(String[] args) {
    System.out.println("lcm(12, 18) = " + lcm(12, 18));
    System.out.println("lcm(21, 6) = " + lcm(21, 6));
    System.out.println("lcm(1071, 462) = " + lcm(1071, 462));
  }

  @Profile(args = true)
  static long lcm(long a, long b) {
    return a / gcd(a, b) * b;
  }

  /** Euclid, recursive on purpose: each level of the recursion is a level of the tree. */
  static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
