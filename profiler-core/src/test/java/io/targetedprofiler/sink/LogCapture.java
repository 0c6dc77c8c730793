package io.targetedprofiler.sink;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.read.ListAppender;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/** Catches what is logged to a logger and those below it, and keeps it from the console. */
public final class LogCapture implements AutoCloseable {
  private final Logger logger;
  private final ListAppender<ILoggingEvent> appender =
      new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
          event.prepareForDeferredProcessing(); // Else the MDC is read when a test asks for it.
          super.append(event);
        }
      };

  public LogCapture(String name) {
    logger = (Logger) LoggerFactory.getLogger(name);
    logger.setAdditive(false);
    logger.addAppender(appender);
    appender.start();
  }

  public LogCapture level(Level level) {
    logger.setLevel(level);
    return this;
  }

  public List<ILoggingEvent> events() {
    return List.copyOf(appender.list);
  }

  public List<String> messages() {
    return events().stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  /** From now on the log itself fails whoever uses it. */
  public void fail(RuntimeException failure) {
    TurboFilter filter =
        new TurboFilter() {
          @Override
          public FilterReply decide(
              Marker marker, Logger of, Level level, String text, Object[] args, Throwable cause) {
            throw failure;
          }
        };
    logger.getLoggerContext().addTurboFilter(filter);
  }

  @Override
  public void close() {
    logger.getLoggerContext().resetTurboFilterList();
    logger.detachAppender(appender);
    logger.setLevel(null);
    logger.setAdditive(true);
  }
}
