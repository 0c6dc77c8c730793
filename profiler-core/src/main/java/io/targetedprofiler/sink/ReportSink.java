package io.targetedprofiler.sink;

import io.targetedprofiler.model.CallReport;

/**
 * Receives the report of each profiled call. Called on a thread of the profiler that serves this
 * sink alone, one report at a time, in the order of their ids; never on the profiled thread. What
 * it throws is said, at most once a minute, on the logger {@code profiler} and goes no further. A
 * sink that is slower than the calls misses reports: what does not fit its bounded queue is dropped
 * and counted. One that is {@link AutoCloseable} is closed together with the profiler, on whichever
 * thread does that.
 */
@FunctionalInterface
public interface ReportSink {

  /**
   * Takes one report.
   *
   * @param report immutable; may be kept
   */
  void accept(CallReport report);

  /**
   * Says or writes what it has held back. Called on the same thread as {@link #accept}, after every
   * report before it, when the user flushes and when the JVM ends.
   */
  default void flush() {}
}
