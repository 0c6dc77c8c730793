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

  private static final List<String> SPAN_ID_KEYS =
      List.of("spanId", "span_id", "span.id", "dd.span_id");

  /** The argument of a request that came with a trace; W3C's name of the header. */
  public static final String TRACE_PARENT = "traceparent";

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

  /**
   * The trace that the call was part of, as its diagnostic context says, or else the W3C header
   * {@code traceparent} of the request that it was; empty if neither says any.
   */
  public String traceId() {
    String known = ofContext(TRACE_ID_KEYS);
    return known.isEmpty() ? ofTraceParent() : known;
  }

  /** The span that the call was part of, as its diagnostic context says; empty if it says none. */
  public String spanId() {
    return ofContext(SPAN_ID_KEYS);
  }

  private String ofContext(List<String> keys) {
    for (String key : keys) {
      String id = context.get(key);
      if (id != null) {
        return id;
      }
    }
    return "";
  }

  private String ofTraceParent() {
    for (Argument argument : arguments) {
      if (argument.name().equals(TRACE_PARENT)) {
        String[] parts = argument.value().split("-", -1);
        return parts.length < 2 ? "" : parts[1];
      }
    }
    return "";
  }

  /** Whether the call was at least as slow as its target's threshold; never without one. */
  public boolean isSlow() {
    return thresholdNanos.isPresent() && usage.wallNanos() >= thresholdNanos.getAsLong();
  }
}
