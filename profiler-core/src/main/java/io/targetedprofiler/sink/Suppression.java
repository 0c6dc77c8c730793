package io.targetedprofiler.sink;

import java.util.Locale;
import java.util.function.LongSupplier;
import org.slf4j.event.Level;

/** Reports that were kept out of the log and not spoken of yet. For one thread. */
final class Suppression {

  private static final long SECOND = 1_000_000_000L;
  private static final long TENTH = SECOND / 10;

  private final int reportsPerSecond;
  private final LongSupplier clockNanos;
  private long reports;
  private long sinceNanos;
  private Level level = Level.INFO;

  Suppression(int reportsPerSecond, LongSupplier clockNanos) {
    this.reportsPerSecond = reportsPerSecond;
    this.clockNanos = clockNanos;
  }

  void add(Level ofReport) {
    if (reports == 0) {
      sinceNanos = clockNanos.getAsLong();
      level = Level.INFO;
    }
    reports++;
    if (ofReport.toInt() > level.toInt()) {
      level = ofReport;
    }
  }

  boolean isEmpty() {
    return reports == 0;
  }

  /**
   * Whether the first of them was a second ago: often enough to be of use, too seldom to be a flood
   * of its own.
   */
  boolean isDue() {
    return reports > 0 && clockNanos.getAsLong() - sinceNanos >= SECOND;
  }

  /** The highest of their levels: whoever would have seen one of them shall hear of it. */
  Level level() {
    return level;
  }

  /** What there is to say, which is then said. */
  String take() {
    // Rounded up, so that they all lie within the time that is named.
    long tenths = (clockNanos.getAsLong() - sinceNanos) / TENTH + 1;
    String text =
        String.format(
            Locale.ROOT,
            "%d %s suppressed in the last %.1f s: more than %d a second (profiler.log.rate)",
            reports,
            reports == 1 ? "report" : "reports",
            tenths / 10.0,
            reportsPerSecond);
    reports = 0;
    return text;
  }
}
