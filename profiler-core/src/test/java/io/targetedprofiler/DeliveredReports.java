package io.targetedprofiler;

import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.sink.ReportSink;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A sink that hands the reports over to the test, one by one. */
final class DeliveredReports implements ReportSink, AutoCloseable {

  static final Duration LONG_ENOUGH = Duration.ofMinutes(2);

  private final BlockingQueue<CallReport> reports = new LinkedBlockingQueue<>();

  /** Listens to the profiler of this process. */
  static DeliveredReports listen() {
    DeliveredReports reports = new DeliveredReports();
    Profiler.addSink(reports);
    return reports;
  }

  @Override
  public void accept(CallReport report) {
    reports.add(report);
  }

  /** The next report of a target; those of others are skipped. */
  CallReport next(String profile) {
    try {
      CallReport report = reports.poll(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS);
      while (report != null && !report.profile().equals(profile)) {
        report = reports.poll(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS);
      }
      if (report == null) {
        throw new AssertionError("no report of " + profile);
      }
      return report;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The next report of whichever target. */
  CallReport any() {
    try {
      CallReport report = reports.poll(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS);
      if (report == null) {
        throw new AssertionError("no report");
      }
      return report;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Whether nothing else has been reported, once everything has been delivered. */
  boolean isEmpty() {
    return Profiler.flush(LONG_ENOUGH) && reports.isEmpty();
  }

  @Override
  public void close() {
    Profiler.removeSink(this);
  }
}
