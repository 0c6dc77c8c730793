package io.targetedprofiler.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * All calls of one method that were reached by one call path: a node of a calling context tree.
 *
 * <p>If not every call was timed, the times are estimates: the total is that of the timed calls,
 * each weighted with the number of calls that it stands for. All times but the measured one are
 * corrected: the calibrated cost of the probes within has been deducted.
 *
 * @param frame the method
 * @param calls how often it was called on this path; always exact
 * @param timedCalls how many of the calls were timed; fewer than {@code calls} makes an estimate
 * @param measuredNanos what the clock said of the timed calls, summed: the raw figure, in which the
 *     cost of probes is contained and no call stands for others
 * @param totalNanos time within it, callees included, summed over the calls
 * @param standardErrorNanos standard error of the total if it is an estimate, {@link #UNKNOWN} if
 *     too few calls were timed to tell; 0 if it is exact
 * @param minNanos the fastest of the timed calls; 0 if none was timed
 * @param maxNanos the slowest of the timed calls
 * @param errors how many of the calls ended by a throw
 * @param counters what else was counted of calls that leave the program, summed over them, such as
 *     {@code rows}
 * @param children the calls made from here, one node for each method
 * @param async what was handed over to other threads from here; no part of the total
 */
public record CallNode(
    Frame frame,
    long calls,
    long timedCalls,
    long measuredNanos,
    long totalNanos,
    long standardErrorNanos,
    long minNanos,
    long maxNanos,
    long errors,
    Map<String, Long> counters,
    List<CallNode> children,
    List<AsyncWork> async) {

  /** A standard error that cannot be told. */
  public static final long UNKNOWN = -1;

  /** Copies the collections. */
  public CallNode {
    counters = Map.copyOf(counters);
    children = List.copyOf(children);
    async = List.copyOf(async);
  }

  /** A node that handed nothing over. */
  public CallNode(
      Frame frame,
      long calls,
      long timedCalls,
      long measuredNanos,
      long totalNanos,
      long standardErrorNanos,
      long minNanos,
      long maxNanos,
      long errors,
      Map<String, Long> counters,
      List<CallNode> children) {
    this(
        frame,
        calls,
        timedCalls,
        measuredNanos,
        totalNanos,
        standardErrorNanos,
        minNanos,
        maxNanos,
        errors,
        counters,
        children,
        List.of());
  }

  /** A node of which nothing else was counted. */
  public CallNode(
      Frame frame,
      long calls,
      long timedCalls,
      long measuredNanos,
      long totalNanos,
      long standardErrorNanos,
      long minNanos,
      long maxNanos,
      long errors,
      List<CallNode> children) {
    this(
        frame,
        calls,
        timedCalls,
        measuredNanos,
        totalNanos,
        standardErrorNanos,
        minNanos,
        maxNanos,
        errors,
        Map.of(),
        children);
  }

  /** A node whose every call was timed, by probes that cost nothing. */
  public CallNode(
      Frame frame,
      long calls,
      long totalNanos,
      long minNanos,
      long maxNanos,
      long errors,
      List<CallNode> children) {
    this(frame, calls, calls, totalNanos, totalNanos, 0, minNanos, maxNanos, errors, children);
  }

  /**
   * Whatever was called from here, on this thread or by a task that was handed over: the children,
   * and the roots of the tasks' trees. Their times together may exceed this node's; all self times
   * beneath a root add up to {@link CallTree#busyNanos}.
   */
  public List<CallNode> callees() {
    if (async.isEmpty()) {
      return children;
    }
    List<CallNode> all = new ArrayList<>(children);
    async.forEach(work -> all.add(work.tree().root()));
    return all;
  }

  /** Whether its total is an estimate. */
  public boolean isEstimated() {
    return timedCalls < calls;
  }

  /** Whether its self time is an estimate, because its total or that of a child is one. */
  public boolean isSelfEstimated() {
    return isEstimated() || children.stream().anyMatch(CallNode::isEstimated);
  }

  /**
   * The standard error of the self time: of the total and of the children's totals, whose estimates
   * are independent of each other; {@link #UNKNOWN} if that of one of them is.
   */
  public long selfStandardErrorNanos() {
    double squares = (double) standardErrorNanos * standardErrorNanos;
    boolean unknown = standardErrorNanos == UNKNOWN;
    for (CallNode child : children) {
      squares += (double) child.standardErrorNanos * child.standardErrorNanos;
      unknown |= child.standardErrorNanos == UNKNOWN;
    }
    return unknown ? UNKNOWN : Math.round(Math.sqrt(squares));
  }

  /** Time within the method itself: the total less the children's totals. */
  public long selfNanos() {
    long self = totalNanos;
    for (CallNode child : children) {
      self -= child.totalNanos;
    }
    return self;
  }
}
