package io.targetedprofiler.examples.benchmarks;

/**
 * What JMH measured of one benchmark.
 *
 * @param group simple name of its class
 * @param name of its method, and of its parameters if it has any
 * @param nanos per operation
 * @param errorNanos half the width of its 99.9 % confidence interval; not a number if there were
 *     too few iterations
 * @param bytes allocated per operation; not a number if not measured
 * @param cpuNanos per operation, of the threads that ran it; not a number if not measured
 * @param otherCpuNanos per operation, of all other threads of the JVM; not a number if not measured
 */
record Row(
    String group,
    String name,
    double nanos,
    double errorNanos,
    double bytes,
    double cpuNanos,
    double otherCpuNanos) {

  /** What the others of the group are compared with. */
  static final String BASELINE = "baseline";

  /** The floor of anything that times every call. */
  static final String CLOCK_PAIR = "clockPair";

  /** Our probes, every call timed. */
  static final String ACTIVE = "active";

  boolean isBaseline() {
    return name.equals(BASELINE);
  }
}
