package io.targetedprofiler.record;

import io.targetedprofiler.model.Argument;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.ExceptionNames;
import io.targetedprofiler.model.Outcome;
import io.targetedprofiler.model.ResourceUsage;
import io.targetedprofiler.model.Timeline;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A finished call as its thread hands it over: immutable, with nothing resolved or rendered yet.
 * Becomes a {@link CallReport} on another thread.
 */
public final class RecordedCall {

  private final RootSite site;
  private final String thread;
  private final long startedMillis;
  private final @Nullable Class<?> thrown;
  private final ResourceFigures usage;
  private final List<Argument> arguments;
  private final TreeSnapshot tree;
  private final @Nullable CallOrder order;
  private final List<Object> demoted;

  RecordedCall(
      RootSite site,
      String thread,
      long startedMillis,
      @Nullable Class<?> thrown,
      ResourceFigures usage,
      List<Argument> arguments,
      TreeSnapshot tree,
      @Nullable CallOrder order) {
    this.site = site;
    this.thread = thread;
    this.startedMillis = startedMillis;
    this.thrown = thrown;
    this.usage = usage;
    this.arguments = arguments;
    this.tree = tree;
    this.order = order;
    this.demoted = site.policy().demoted();
  }

  /** Raw figures of a call; {@link ThreadUsage#UNKNOWN} where the JVM has none. */
  record ResourceFigures(
      long wallNanos, long cpuNanos, long allocatedBytes, long collections, long millis) {}

  /** The target's name. */
  public String profile() {
    return site.profile();
  }

  /** How many call paths and ordered calls it has: what it weighs in memory. */
  public int weight() {
    return tree.nodes() + (order == null ? 0 : order.size());
  }

  /**
   * The report.
   *
   * @param id its number
   * @param context the caller's diagnostic context
   */
  public CallReport toReport(long id, Map<String, String> context) {
    site.clock().calibrate();
    return new CallReport(
        site.profile(),
        id,
        Instant.ofEpochMilli(startedMillis),
        thread,
        thrown == null ? Outcome.RETURNED : Outcome.THREW,
        thrown == null ? "none" : ExceptionNames.simple(thrown),
        site.thresholdNanos() > 0 ? OptionalLong.of(site.thresholdNanos()) : OptionalLong.empty(),
        new ResourceUsage(
            usage.wallNanos,
            known(usage.cpuNanos),
            known(usage.allocatedBytes),
            usage.collections,
            usage.millis),
        arguments,
        context,
        tree.toTree(demoted.stream().map(Sites::frameOf).toList()),
        order == null ? Timeline.NONE : order.toTimeline(tree.probes()));
  }

  /** Of the first path beneath the root: the mean of what was measured of its timed calls. */
  double meanMeasuredNanos() {
    return tree.meanMeasuredNanos(1);
  }

  private static OptionalLong known(long figure) {
    return figure < 0 ? OptionalLong.empty() : OptionalLong.of(figure);
  }
}
