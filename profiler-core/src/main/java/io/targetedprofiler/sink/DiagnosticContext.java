package io.targetedprofiler.sink;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Lends the MDC of one thread to another for the length of a log call. */
final class DiagnosticContext {

  private DiagnosticContext() {}

  /** Runs with the given context alone, and puts back the one that was there before. */
  static void with(Map<String, String> context, Runnable action) {
    @Nullable Map<String, String> previous = MDC.getCopyOfContextMap();
    try {
      MDC.setContextMap(context);
      action.run();
    } finally {
      if (previous == null) {
        MDC.clear();
      } else {
        MDC.setContextMap(previous);
      }
    }
  }
}
