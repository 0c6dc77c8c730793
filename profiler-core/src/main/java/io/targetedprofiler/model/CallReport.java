package io.targetedprofiler.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Everything that is known of one profiled call. Immutable.
 *
 * @param profile the target's name
 * @param id number of the report, unique within the process and rising in the order of delivery
 * @param started when the call began, by the wall clock, to the millisecond
 * @param thread name of the calling thread
 * @param outcome how the call ended
 * @param exception simple class name of what it threw, {@code none} if it returned
 * @param thresholdNanos the threshold that the call had to reach to be reported, if there was one
 * @param usage time, CPU time, allocation and garbage collection
 * @param arguments the captured arguments; empty unless asked for
 * @param tags the tags of its timer; empty unless its target has some
 * @param context the caller's diagnostic context (MDC) at the end of the call
 * @param tree its call tree
 * @param timeline the order of its calls, if it was recorded
 * @param asynchrony how it and its asynchronous work hang together in time
 */
public record CallReport(
    String profile,
    long id,
    Instant started,
    String thread,
    Outcome outcome,
    String exception,
    OptionalLong thresholdNanos,
    ResourceUsage usage,
    List<Argument> arguments,
    List<Tag> tags,
    Map<String, String> context,
    CallTree tree,
    Timeline timeline,
    Asynchrony asynchrony) {

  /** What tracing libraries call it: Micrometer and Brave, OpenTelemetry, Elastic, Datadog. */
  private static final List<String> TRACE_ID_KEYS =
      List.of("traceId", "trace_id", "trace.id", "dd.trace_id");

  /** Copies the collections. */
  public CallReport {
    arguments = List.copyOf(arguments);
    tags = List.copyOf(tags);
    context = Map.copyOf(context);
  }

  /** Of a call without tags. */
  public CallReport(
      String profile,
      long id,
      Instant started,
      String thread,
      Outcome outcome,
      String exception,
      OptionalLong thresholdNanos,
      ResourceUsage usage,
      List<Argument> arguments,
      Map<String, String> context,
      CallTree tree,
      Timeline timeline,
      Asynchrony asynchrony) {
    this(
        profile,
        id,
        started,
        thread,
        outcome,
        exception,
        thresholdNanos,
        usage,
        arguments,
        List.of(),
        context,
        tree,
        timeline,
        asynchrony);
  }

  /** Of a call without tags that was over when it returned. */
  public CallReport(
      String profile,
      long id,
      Instant started,
      String thread,
      Outcome outcome,
      String exception,
      OptionalLong thresholdNanos,
      ResourceUsage usage,
      List<Argument> arguments,
      Map<String, String> context,
      CallTree tree,
      Timeline timeline) {
    this(
        profile,
        id,
        started,
        thread,
        outcome,
        exception,
        thresholdNanos,
        usage,
        arguments,
        context,
        tree,
        timeline,
        Asynchrony.NONE);
  }

  /** The trace that the call was part of, as its diagnostic context says; empty if it says none. */
  public String traceId() {
    for (String key : TRACE_ID_KEYS) {
      String id = context.get(key);
      if (id != null) {
        return id;
      }
    }
    return "";
  }

  /** Whether the call was at least as slow as its target's threshold; never without one. */
  public boolean isSlow() {
    return thresholdNanos.isPresent() && usage.wallNanos() >= thresholdNanos.getAsLong();
  }
}
