package io.targetedprofiler.sink;

import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.Tag;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** One target's logger, with its rate and what the rate has kept out. For one thread. */
final class LogTarget {

  private final Logger logger;
  private final TokenBucket bucket;
  private final Suppression suppression;

  LogTarget(String name, int reportsPerSecond, LongSupplier clockNanos) {
    this.logger = LoggerFactory.getLogger("profiler." + name);
    this.bucket = new TokenBucket(reportsPerSecond, clockNanos);
    this.suppression = new Suppression(reportsPerSecond, clockNanos);
  }

  boolean isOn(Level level) {
    return logger.isEnabledForLevel(level);
  }

  /** Whether the rate allows a report now; if not, it is counted as suppressed. */
  boolean admits(Level level) {
    if (suppression.isDue()) {
      saySuppressed();
    }
    boolean admitted = bucket.tryTake();
    if (!admitted) {
      suppression.add(level);
    }
    return admitted;
  }

  void log(Level level, CallReport report, String text) {
    DiagnosticContext.with(
        report.context(),
        () -> {
          LoggingEventBuilder event =
              logger
                  .atLevel(level)
                  .addKeyValue("profile", report.profile())
                  .addKeyValue("durationNanos", report.usage().wallNanos())
                  .addKeyValue("outcome", report.outcome().tag())
                  .addKeyValue("reportId", report.id());
          for (Tag tag : report.tags()) {
            event = event.addKeyValue(tag.name(), tag.value());
          }
          event.log(text);
        });
  }

  void saySuppressed() {
    if (!suppression.isEmpty()) {
      Level level = suppression.level();
      String text = suppression.take();
      logger.atLevel(level).log(text);
    }
  }
}
