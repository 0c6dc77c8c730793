package io.targetedprofiler.record;

/**
 * The timed calls of a path whose other calls were only counted, and what they say of all of them.
 * Each stands for as many calls as its weight says: the product of the strides on its path, its own
 * included. The total is the weighted mean times the exact number of calls (the ratio estimator of
 * Hájek); its standard error follows from the weighted variance. See Cochran, "Sampling
 * Techniques", chapter 6.
 */
final class TimedSample {

  /** Weight of a new value in the moving average: one eighth. */
  private static final int RECENT_SHIFT = 3;

  /** Of calls that stood for themselves, while all of them were timed. */
  private double exactSquares;

  private double weights;
  private double weightSquares;
  private double nanos;
  private double nanosSquares;
  private long timed;
  private long recentNanos;

  /** A call among others that are all timed: their number and total are known without this. */
  void addExact(long elapsedNanos) {
    exactSquares += (double) elapsedNanos * elapsedNanos;
  }

  /** Begins with the calls of {@link #addExact}. */
  void thinFromHere(long timedCalls, long totalNanos) {
    timed = timedCalls;
    weights = timedCalls;
    weightSquares = timedCalls;
    nanos = totalNanos;
    nanosSquares = exactSquares;
    recentNanos = timedCalls == 0 ? 0 : totalNanos / timedCalls;
  }

  void add(long weight, long elapsedNanos) {
    double w = weight;
    double t = elapsedNanos;
    weights += w;
    weightSquares += w * w;
    nanos += w * t;
    nanosSquares += w * t * t;
    recentNanos =
        timed++ == 0 ? elapsedNanos : recentNanos + ((elapsedNanos - recentNanos) >> RECENT_SHIFT);
  }

  void reset() {
    exactSquares = 0;
    weights = 0;
    weightSquares = 0;
    nanos = 0;
    nanosSquares = 0;
    timed = 0;
    recentNanos = 0;
  }

  /** Moving average of the durations. */
  long recentNanos() {
    return recentNanos;
  }

  /** The estimated total of so many calls, of which these were timed. */
  double totalNanos(long calls) {
    return weights == 0 ? 0 : nanos / weights * calls;
  }

  /** Its standard error; negative if fewer than two calls were timed. */
  double standardErrorNanos(long calls) {
    if (timed < 2) {
      return -1;
    }
    double mean = nanos / weights;
    double variance = Math.max(0, nanosSquares / weights - mean * mean) * timed / (timed - 1);
    // A call of weight w is one of w: w - 1 times its variance is what was not seen.
    return calls / weights * Math.sqrt(variance * Math.max(0, weightSquares - weights));
  }
}
