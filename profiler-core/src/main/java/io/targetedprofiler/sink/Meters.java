package io.targetedprofiler.sink;

import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.CallTree;
import io.targetedprofiler.record.CallMeter;

/**
 * What is counted of profiled calls: on the spot through {@link #of}, so that no count is ever
 * lost, and from each report what the call tree adds. Implementations may be used on any thread,
 * never throw and never wait.
 */
public interface Meters extends ReportSink, AutoCloseable {

  /** Counts nothing. */
  Meters NONE =
      new Meters() {
        @Override
        public CallMeter of(String profile) {
          return CallMeter.NONE;
        }

        @Override
        public void accept(String profile, CallTree tree) {}

        @Override
        public void dropped(String profile) {}

        @Override
        public void suppressed(String profile) {}
      };

  /** Micrometer's global registry if Micrometer is on the class path, else {@link #NONE}. */
  static Meters standard(ProfilerLog log) {
    return isAvailable() ? MicrometerMeters.global(log) : NONE;
  }

  /** Whether Micrometer is on the class path. Only then may {@link MicrometerMeters} be touched. */
  static boolean isAvailable() {
    try {
      Class.forName("io.micrometer.core.instrument.Metrics", false, Meters.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError absent) {
      return false;
    }
  }

  /**
   * The meter of a profile's calls. It may be kept; the same name gives the same meter.
   *
   * @param profile the target's name
   */
  CallMeter of(String profile);

  /**
   * Adds what a tree knows of methods.
   *
   * @param profile the target's name
   * @param tree of one call, or of several summed up
   */
  void accept(String profile, CallTree tree);

  @Override
  default void accept(CallReport report) {
    accept(report.profile(), report.tree());
  }

  /** A report found no room in a sink's queue. */
  void dropped(String profile);

  /** Takes back what its registry would ask for figures. Nothing is counted afterwards. */
  @Override
  default void close() {}

  /** A report was kept out of the log by its rate limit. */
  void suppressed(String profile);
}
