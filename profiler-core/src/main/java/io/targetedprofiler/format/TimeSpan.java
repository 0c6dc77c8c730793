package io.targetedprofiler.format;

import io.targetedprofiler.model.CallReport;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;

/**
 * When reports happened, from the first begin to the last end.
 *
 * @param startNanos since the epoch
 */
record TimeSpan(long startNanos, long durationNanos) {

  static TimeSpan of(List<CallReport> reports) {
    if (reports.isEmpty()) {
      return new TimeSpan(0, 0);
    }
    long start = Long.MAX_VALUE;
    long end = Long.MIN_VALUE;
    for (CallReport report : reports) {
      long began = epochNanos(report.started());
      start = Math.min(start, began);
      end = Math.max(end, saturated(BigInteger.valueOf(began), report.usage().wallNanos()));
    }
    return new TimeSpan(start, saturated(BigInteger.valueOf(end), -start));
  }

  /** Nanoseconds since the epoch; those of a time beyond the years 1677 to 2262 are the nearest. */
  static long epochNanos(Instant time) {
    return saturated(
        BigInteger.valueOf(time.getEpochSecond()).multiply(BigInteger.valueOf(1_000_000_000)),
        time.getNano());
  }

  private static long saturated(BigInteger a, long b) {
    BigInteger sum = a.add(BigInteger.valueOf(b));
    return sum.bitLength() < Long.SIZE
        ? sum.longValue()
        : sum.signum() < 0 ? -Long.MAX_VALUE : Long.MAX_VALUE;
  }
}
