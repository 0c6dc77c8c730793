package io.targetedprofiler.sink;

import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.ResourceUsage;
import java.util.Optional;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;

/**
 * Writes an event {@code io.targetedprofiler.ProfiledCall} for each report into the JFR recordings
 * that run, and does nothing while none does.
 *
 * <p>An event bears the time and the thread of its writing, and JFR lets nobody set them; sinks run
 * after the call, on a thread of the profiler. So the event has no duration of its own, and its
 * fields {@code started} (wall clock, to the millisecond), {@code callDuration} and {@code
 * callingThread} say when, how long and where the call was.
 *
 * <p>Never waits: JFR takes events into buffers of its own.
 */
public final class JfrSink implements ReportSink, AutoCloseable {

  private JfrSink() {}

  /** A sink; empty where the Java runtime has no module {@code jdk.jfr}. */
  public static Optional<JfrSink> ifAvailable() {
    return ModuleLayer.boot().findModule("jdk.jfr").map(module -> new JfrSink());
  }

  /**
   * Whether a recording takes these events. Allocates nothing, and as long as none was ever started
   * it does not even load the event's class.
   */
  boolean isWanted() {
    return FlightRecorder.isInitialized() && Events.TYPE.isEnabled();
  }

  private static final class Events {
    static final EventType TYPE = EventType.getEventType(ProfiledCallEvent.class);
  }

  @Override
  public void accept(CallReport report) {
    if (!isWanted() || report.asynchrony().isSupplement()) {
      return;
    }
    ProfiledCallEvent event = new ProfiledCallEvent();
    if (event.shouldCommit()) {
      fill(event, report);
      event.commit();
    }
  }

  /** Takes the event back; recordings keep what they have. */
  @Override
  public void close() {
    if (FlightRecorder.isInitialized()) {
      FlightRecorder.unregister(ProfiledCallEvent.class);
    }
  }

  private static void fill(ProfiledCallEvent event, CallReport report) {
    ResourceUsage usage = report.usage();
    event.profile = report.profile();
    event.reportId = report.id();
    event.started = report.started().toEpochMilli();
    event.callDuration = usage.wallNanos();
    event.self = report.tree().root().selfNanos();
    event.cpu = usage.cpuNanos().orElse(ProfiledCallEvent.NOT_AVAILABLE);
    event.allocatedBytes = usage.allocatedBytes().orElse(-1);
    event.outcome = report.outcome().tag();
    event.exception = report.exception();
    event.callingThread = report.thread();
    event.traceId = report.traceId();
  }
}
