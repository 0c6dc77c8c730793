package io.targetedprofiler.sink;

import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.Outcome;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.event.Level;

/**
 * Writes reports to the logger {@code profiler.<name>}: at INFO if the call returned, at WARN if it
 * threw or was slow. The event carries the key-value pairs {@code profile}, {@code durationNanos},
 * {@code outcome} and {@code reportId}, and the caller's MDC.
 *
 * <p>Each target may write so many reports a second; what is beyond that is counted, in the meters
 * and in a line of the target's own logger about once a second, the last ones at the latest on
 * {@link #flush}.
 *
 * <p>As every sink it is called on one thread at a time, and not on the profiled one: see {@link
 * QueueingSink}. It throws what the logging back end throws.
 */
public final class Slf4jSink implements ReportSink {

  /**
   * Names made up at run time must not fill the logging back end, which keeps every logger for
   * ever.
   */
  static final int MAX_TARGETS = 1_000;

  private static final String OTHER = "other";

  private final Function<CallReport, String> text;
  private final int reportsPerSecond;
  private final Meters meters;
  private final LongSupplier clockNanos;
  private final Map<String, LogTarget> targets = new HashMap<>();

  /**
   * A sink that writes what a renderer makes of each report.
   *
   * @param text renders a report; asked only if the logger's level is on and the rate allows it
   * @param reportsPerSecond most reports a second and target, at least 1
   * @param meters count what the rate keeps out
   * @throws IllegalArgumentException if the rate is less than 1
   */
  public Slf4jSink(Function<CallReport, String> text, int reportsPerSecond, Meters meters) {
    this(text, reportsPerSecond, meters, System::nanoTime);
  }

  Slf4jSink(
      Function<CallReport, String> text,
      int reportsPerSecond,
      Meters meters,
      LongSupplier clockNanos) {
    if (reportsPerSecond < 1) {
      throw new IllegalArgumentException(
          "reportsPerSecond must be at least 1: " + reportsPerSecond);
    }
    this.text = text;
    this.reportsPerSecond = reportsPerSecond;
    this.meters = meters;
    this.clockNanos = clockNanos;
  }

  @Override
  public void accept(CallReport report) {
    LogTarget target = target(report.profile());
    Level level = level(report);
    if (!target.isOn(level)) {
      return;
    }
    if (target.admits(level)) {
      target.log(level, report, text.apply(report));
    } else {
      meters.suppressed(report.profile());
    }
  }

  /** Says how many reports were suppressed and not spoken of yet. */
  @Override
  public void flush() {
    targets.values().forEach(LogTarget::saySuppressed);
  }

  private static Level level(CallReport report) {
    return report.outcome() == Outcome.THREW || report.isSlow() ? Level.WARN : Level.INFO;
  }

  private LogTarget target(String profile) {
    LogTarget known = targets.get(profile);
    if (known != null) {
      return known;
    }
    String bounded = targets.size() < MAX_TARGETS ? profile : OTHER;
    return targets.computeIfAbsent(
        bounded, name -> new LogTarget(name, reportsPerSecond, clockNanos));
  }
}
