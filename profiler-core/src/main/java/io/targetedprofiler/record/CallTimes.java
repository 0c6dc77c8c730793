package io.targetedprofiler.record;

/**
 * The timed calls of a path. While all calls are timed their sum is the total. Once some are only
 * counted, each timed one stands for as many as its weight says: the product of the strides on its
 * path, its own included; the total is then the weighted mean times the exact number of calls (the
 * ratio estimator of Hájek), and its standard error follows from the weighted variance. See
 * Cochran, "Sampling Techniques", chapter 6.
 *
 * <p>Apart from its {@link PathNode}, because a call that is only counted needs none of this: so
 * the counters of many paths fit the processor's nearest cache.
 */
final class CallTimes {

  /** Weight of a new value in the moving average: one eighth. */
  private static final int RECENT_SHIFT = 3;

  /** A call longer than this, and than so many recent ones, was interrupted or is a rarity. */
  private static final long SURPRISE_NANOS = 1_000_000;

  private static final long SURPRISE_FACTOR = 64;

  /**
   * What probes cost within a call depends on the code around them, with which a processor overlaps
   * them: it may be anything from nothing to twice the calibrated figure. Evenly distributed, that
   * makes a standard uncertainty of the figure by the root of three (JCGM 100:2008, 4.3.7).
   */
  private static final double COST_UNCERTAINTY = 1 / Math.sqrt(3);

  /** When the current call began. */
  long startNanos;

  /** What the recorder's probes had cost by then; see {@link ProbeCost}. */
  long startCost;

  long timedCalls;

  /** What the clock said. */
  long measuredNanos;

  /** The same without the cost of the probes within; all further figures are of that. */
  private long nanos;

  private long minNanos;
  private long maxNanos;
  private double squares;

  private boolean weighted;
  private double weights;
  private double weightSquares;
  private double weightedNanos;
  private double weightedSquares;
  private long recentNanos;

  CallTimes() {
    reset();
  }

  void reset() {
    timedCalls = 0;
    measuredNanos = 0;
    nanos = 0;
    minNanos = Long.MAX_VALUE;
    maxNanos = 0;
    squares = 0;
    if (weighted) { // else there is nothing to forget, and a cache line need not be touched
      weighted = false;
      weights = 0;
      weightSquares = 0;
      weightedNanos = 0;
      weightedSquares = 0;
      recentNanos = 0;
    }
  }

  /** A call among others that are all timed. */
  void add(long measured, long own) {
    timedCalls++;
    measuredNanos += measured;
    nanos += own;
    squares += (double) own * own;
    if (own < minNanos) {
      minNanos = own;
    }
    if (own > maxNanos) {
      maxNanos = own;
    }
  }

  /**
   * A call that stands for others; but a surprise stands for itself only, because one interruption
   * would otherwise count as many (Hidiroglou and Srinath, JASA 76, 1981).
   */
  void addWeighted(long weight, long measured, long own) {
    weigh();
    add(measured, own);
    // From here on nothing is called, which might overflow the stack.
    boolean surprise =
        own > SURPRISE_NANOS && timedCalls > 1 && own / SURPRISE_FACTOR > recentNanos;
    double w = surprise ? 1 : weight;
    double t = own;
    weights += w;
    weightSquares += w * w;
    weightedNanos += w * t;
    weightedSquares += w * t * t;
    if (timedCalls == 1) {
      recentNanos = own;
    } else if (!surprise) {
      recentNanos += (own - recentNanos) >> RECENT_SHIFT;
    }
  }

  /** Gives the calls so far, if they stood for themselves, a weight of one. */
  private void weigh() {
    if (weighted) {
      return;
    }
    weighted = true;
    weights = timedCalls;
    weightSquares = timedCalls;
    weightedNanos = nanos;
    weightedSquares = squares;
    recentNanos = timedCalls == 0 ? 0 : nanos / timedCalls;
  }

  /** Moving average of the durations of weighted calls. */
  long recentNanos() {
    return recentNanos;
  }

  /** The variance of the weighted calls as a multiple of their squared mean; 0 for no calls. */
  double relativeVariance() {
    double square = weightedNanos * weightedNanos;
    return square == 0 ? 0 : Math.max(0, weightedSquares * weights / square - 1);
  }

  /**
   * The total of so many calls, an estimate if fewer were timed; never negative, nor less than what
   * those took.
   */
  long totalNanos(long calls) {
    if (timedCalls == calls) {
      return Math.max(0, nanos);
    }
    weigh();
    long estimate = weights == 0 ? 0 : Math.round(weightedNanos / weights * calls);
    return Math.max(Math.max(0, nanos), estimate);
  }

  /**
   * The standard error of that total: 0 if it is exact, negative if fewer than two calls were
   * timed. It has two parts: not all calls were timed, and the cost of probes was deducted from
   * each, which is not known exactly.
   */
  long standardErrorNanos(long calls) {
    if (timedCalls == calls) {
      return 0;
    }
    if (timedCalls < 2) {
      return -1;
    }
    weigh();
    double mean = weightedNanos / weights;
    double variance =
        Math.max(0, weightedSquares / weights - mean * mean) * timedCalls / (timedCalls - 1);
    // A call of weight w is one of w: w - 1 times its variance is what was not seen.
    double ofSampling =
        calls / weights * Math.sqrt(variance * Math.max(0, weightSquares - weights));
    double deducted = (double) (measuredNanos - nanos) / timedCalls;
    return Math.round(Math.hypot(ofSampling, calls * COST_UNCERTAINTY * deducted));
  }

  /** The fastest timed call; 0 if none was timed. */
  long minNanos() {
    return timedCalls == 0 ? 0 : Math.max(0, minNanos);
  }

  /** The slowest timed call. */
  long maxNanos() {
    return maxNanos;
  }
}
