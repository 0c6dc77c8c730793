package io.targetedprofiler.record;

import io.targetedprofiler.model.Argument;
import io.targetedprofiler.model.Asynchrony;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.CallTree;
import io.targetedprofiler.model.ExceptionNames;
import io.targetedprofiler.model.Frame;
import io.targetedprofiler.model.Lane;
import io.targetedprofiler.model.Outcome;
import io.targetedprofiler.model.ResourceUsage;
import io.targetedprofiler.model.Tag;
import io.targetedprofiler.model.Timeline;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
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

  /** What it had to reach to be reported; 0 if nothing. */
  private final long thresholdNanos;

  private final ResourceFigures usage;
  private final List<Argument> arguments;
  private final List<Tag> tags;
  private final TreeSnapshot tree;
  private final @Nullable CallOrder order;
  private final List<Object> demoted;
  private final @Nullable HandOvers handOvers;

  /** Of a call that has returned, but may not be over. */
  private final @Nullable Completion completion;

  /** When it returned, if it was over later; else negative. */
  private final long returnedNanos;

  RecordedCall(
      RootSite site,
      String thread,
      long startedMillis,
      @Nullable Class<?> thrown,
      long thresholdNanos,
      ResourceFigures usage,
      List<Argument> arguments,
      List<Tag> tags,
      List<Object> demoted,
      TreeSnapshot tree,
      @Nullable CallOrder order,
      @Nullable HandOvers handOvers,
      @Nullable Completion completion) {
    this.site = site;
    this.thread = thread;
    this.startedMillis = startedMillis;
    this.thrown = thrown;
    this.thresholdNanos = thresholdNanos;
    this.usage = usage;
    this.arguments = arguments;
    this.tags = tags;
    this.tree = tree;
    this.order = order;
    this.demoted = demoted;
    this.handOvers = handOvers;
    this.completion = completion;
    this.returnedNanos = -1;
  }

  /** The same call, now that it is over. */
  private RecordedCall(
      RecordedCall of,
      ResourceFigures usage,
      @Nullable Class<?> thrown,
      long thresholdNanos,
      long returnedNanos) {
    this.site = of.site;
    this.thread = of.thread;
    this.startedMillis = of.startedMillis;
    this.thrown = thrown;
    this.thresholdNanos = thresholdNanos;
    this.usage = usage;
    this.arguments = of.arguments;
    this.tags = of.tags;
    this.tree = of.tree;
    this.order = of.order;
    this.demoted = of.demoted;
    this.handOvers = of.handOvers;
    this.completion = null;
    this.returnedNanos = returnedNanos;
  }

  /** Raw figures of a call; {@link ThreadUsage#UNKNOWN} where the JVM has none. */
  record ResourceFigures(
      long wallNanos, long cpuNanos, long allocatedBytes, long collections, long millis) {}

  /** What it returned was complete already. */
  RecordedCall completed(@Nullable Throwable failure, long threshold) {
    Class<?> type = failure == null ? null : failure.getClass();
    return new RecordedCall(this, usage, type, threshold, -1);
  }

  /** What it returned was completed later. */
  RecordedCall completedLater(long wallNanos, @Nullable Throwable failure, long threshold) {
    ResourceFigures whole =
        new ResourceFigures(
            Math.max(wallNanos, usage.wallNanos),
            usage.cpuNanos,
            usage.allocatedBytes,
            usage.collections,
            usage.millis);
    Class<?> type = failure == null ? null : failure.getClass();
    return new RecordedCall(this, whole, type, threshold, usage.wallNanos);
  }

  /** It is not to be reported, as it turns out, and nor are the tasks that it handed over. */
  UnreportedCalls toUnreported() {
    if (handOvers != null) {
      handOvers.sumUp();
    }
    return new UnreportedCalls(site, tree);
  }

  /**
   * Passes the call on once it is over and once the tasks that it handed over have ended, for which
   * it waits no longer than its target's grace. On this thread now, or on another later.
   *
   * @param to takes the call as it is then; quick, never throws
   */
  public void deliver(Consumer<RecordedCall> to) {
    if (completion != null) {
      completion.await(this, to);
    } else if (handOvers != null) {
      handOvers.whenEnded(site.graceNanos(), () -> to.accept(this));
    } else {
      to.accept(this);
    }
  }

  /** There will be no report of it: tasks that are still under way need not be recorded for it. */
  public void giveUp() {
    if (handOvers != null) {
      handOvers.discard();
    }
  }

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
    List<Frame> switchedOff = demoted.stream().map(Sites::frameOf).toList();
    if (handOvers == null) {
      Timeline timeline = order == null ? Timeline.NONE : order.toTimeline(tree.probes());
      Asynchrony asynchrony =
          returnedNanos < 0 ? Asynchrony.NONE : new Asynchrony(known(returnedNanos), 0, 0);
      return report(id, context, usage, tree.toTree(switchedOff), timeline, asynchrony);
    }
    HandOvers.Harvest harvest = handOvers.takeForReport(new Reported(this, id, context));
    Grafting grafts = harvest.grafted();
    return report(
        id,
        context,
        usage,
        grafts.graftOnto(tree, harvest.branches(), switchedOff),
        order == null ? Timeline.NONE : timeline(order.toTimeline(tree.probes()), grafts),
        new Asynchrony(known(returnedNanos), harvest.unfollowed(), 0));
  }

  private static Timeline timeline(Timeline own, Grafting grafts) {
    return new Timeline(own.segments(), own.omitted() + grafts.callsOmitted(), grafts.lanes());
  }

  private CallReport report(
      long id,
      Map<String, String> context,
      ResourceFigures figures,
      CallTree grafted,
      Timeline timeline,
      Asynchrony asynchrony) {
    return new CallReport(
        site.profile(),
        id,
        Instant.ofEpochMilli(startedMillis),
        thread,
        thrown == null ? Outcome.RETURNED : Outcome.THREW,
        thrown == null ? "none" : ExceptionNames.simple(thrown),
        thresholdNanos > 0 ? OptionalLong.of(thresholdNanos) : OptionalLong.empty(),
        new ResourceUsage(
            figures.wallNanos,
            known(figures.cpuNanos),
            known(figures.allocatedBytes),
            figures.collections,
            figures.millis),
        arguments,
        tags,
        context,
        grafted,
        timeline,
        asynchrony);
  }

  /**
   * A call of which the report is out; holds what its supplements say, too, and no tree.
   *
   * @param call without its tree
   */
  record Reported(RecordedCall call, long id, Map<String, String> context) {

    Reported {
      call = call.withoutTree();
    }

    CallReport supplement(int number, HandOvers.Harvest late) {
      Grafting grafts = late.grafted();
      List<Lane> lanes = grafts.lanes();
      return call.report(
          id,
          context,
          NOTHING_USED,
          grafts.graftOnto(call.tree, List.of(), List.of()),
          lanes.isEmpty() ? Timeline.NONE : new Timeline(List.of(), grafts.callsOmitted(), lanes),
          new Asynchrony(OptionalLong.empty(), 0, number));
    }
  }

  private static final ResourceFigures NOTHING_USED =
      new ResourceFigures(0, ThreadUsage.UNKNOWN, ThreadUsage.UNKNOWN, 0, 0);

  private RecordedCall withoutTree() {
    return new RecordedCall(
        site,
        thread,
        startedMillis,
        thrown,
        thresholdNanos,
        NOTHING_USED,
        List.of(),
        tags,
        List.of(),
        tree.withoutFigures(),
        null,
        null,
        null);
  }

  /** Of the first path beneath the root: the mean of what was measured of its timed calls. */
  double meanMeasuredNanos() {
    return tree.meanMeasuredNanos(1);
  }

  private static OptionalLong known(long figure) {
    return figure < 0 ? OptionalLong.empty() : OptionalLong.of(figure);
  }
}
