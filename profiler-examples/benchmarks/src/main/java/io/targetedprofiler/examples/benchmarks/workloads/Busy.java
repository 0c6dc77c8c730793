package io.targetedprofiler.examples.benchmarks.workloads;

/**
 * Work whose time depends on its length alone: a chain of integer operations, each of which needs
 * the one before, through memory from one call to the next. A compiler can neither shorten nor
 * vectorise it, and calls cannot overlap. For one thread.
 */
public final class Busy {

  private static long state = 0x9E3779B97F4A7C15L;

  private Busy() {}

  /**
   * Marsaglia's xorshift, so many times. The JIT compiler must be told not to inline it: then woven
   * and unwoven methods run the same machine code.
   */
  public static void work(int iterations) {
    long x = state;
    for (int i = 0; i < iterations; i++) {
      x ^= x << 13;
      x ^= x >>> 7;
      x ^= x << 17;
    }
    state = x;
  }
}
