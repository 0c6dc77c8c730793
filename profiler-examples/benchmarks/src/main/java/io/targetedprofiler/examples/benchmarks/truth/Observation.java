package io.targetedprofiler.examples.benchmarks.truth;

/**
 * What a report said of one method of the known tree, beside the truth.
 *
 * @param method its name
 * @param trueCalls how often it was called
 * @param calls how often the report says
 * @param trueSelfNanos what it worked itself in all its calls
 * @param selfNanos what the report says
 * @param trueTotalNanos its callees included
 * @param totalNanos what the report says
 * @param standardErrorNanos of that total, by the report; negative if it cannot tell
 * @param estimated whether the total is an estimate
 * @param blurred whether probes of this method or of a callee were switched off, so that its own
 *     figures cannot be judged
 */
record Observation(
    String method,
    long trueCalls,
    long calls,
    double trueSelfNanos,
    double selfNanos,
    double trueTotalNanos,
    double totalNanos,
    double standardErrorNanos,
    boolean estimated,
    boolean blurred) {

  /** The truth of a call's own work. */
  double trueNanosEach() {
    return trueSelfNanos / trueCalls;
  }

  /** By how much the self time of a call is wrong on average. */
  double nanosOffEach() {
    return (selfNanos - trueSelfNanos) / trueCalls;
  }

  /** The same as a share of the truth. */
  double selfError() {
    return selfNanos / trueSelfNanos - 1;
  }

  /** Whether there is an estimate with a standard error, to be judged by {@link #covers}. */
  boolean hasStandardError() {
    return estimated && standardErrorNanos >= 0 && !blurred;
  }

  /**
   * Whether the true total lies within so many standard errors of the estimate.
   *
   * @param truthError standard error of the truth itself, as a share of it
   */
  boolean covers(double standardErrors, double truthError) {
    double error = Math.hypot(standardErrorNanos, truthError * trueTotalNanos);
    return Math.abs(totalNanos - trueTotalNanos) <= standardErrors * error;
  }

  /** The standard error as a share of the total. */
  double relativeStandardError() {
    return standardErrorNanos / trueTotalNanos;
  }
}
