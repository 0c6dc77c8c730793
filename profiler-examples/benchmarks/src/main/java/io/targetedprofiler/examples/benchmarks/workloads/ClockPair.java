package io.targetedprofiler.examples.benchmarks.workloads;

/** Where the clock pair adds up: the least that timing every call can cost. */
public final class ClockPair {

  /** Read by nobody; the JIT compiler must not know. For one thread. */
  public static long nanos;

  private ClockPair() {}
}
