package io.targetedprofiler.sink;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import jdk.jfr.Timestamp;

/**
 * A profiled call in a JFR recording. Loaded only while one runs. The fields are what JFR reads, so
 * they are neither final nor private.
 */
@Name(ProfiledCallEvent.NAME)
@Label("Profiled Call")
@Description(
    "One call of a method marked with @Profile. The event itself is written later, on another"
        + " thread: when the call began and how long it took is in the fields started and callDuration")
@Category("Targeted Profiler")
@StackTrace(false)
final class ProfiledCallEvent extends Event {
  static final String NAME = "io.targetedprofiler.ProfiledCall";

  /** JFR shows a time span of this value as not available. */
  static final long NOT_AVAILABLE = Long.MIN_VALUE;

  @Label("Profile")
  @Description("Name of the target")
  String profile = "";

  @Label("Report Id")
  long reportId;

  @Label("Call Began")
  @Description("By the wall clock, to the millisecond")
  @Timestamp(Timestamp.MILLISECONDS_SINCE_EPOCH)
  long started;

  @Label("Call Duration")
  @Timespan(Timespan.NANOSECONDS)
  long callDuration;

  @Label("Self Time")
  @Description("Time in the method itself, without the calls beneath")
  @Timespan(Timespan.NANOSECONDS)
  long self;

  @Label("CPU Time")
  @Timespan(Timespan.NANOSECONDS)
  long cpu = NOT_AVAILABLE;

  @Label("Allocated")
  @Description("By the calling thread; -1 if not known, as for a call too quick to be asked")
  @DataAmount
  long allocatedBytes = -1;

  @Label("Outcome")
  String outcome = "";

  @Label("Exception")
  @Description("Simple class name, or none")
  String exception = "";

  @Label("Calling Thread")
  String callingThread = "";

  @Label("Trace Id")
  @Description("From the diagnostic context of the call; empty if it was part of no trace")
  String traceId = "";
}
