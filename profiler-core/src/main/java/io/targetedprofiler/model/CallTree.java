package io.targetedprofiler.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The calling context tree of one profiled call, and what stands in the way of reading it as the
 * whole truth.
 *
 * @param root the profiled method itself
 * @param nodes number of call paths in the tree, the root included
 * @param losses what was folded, truncated or missed
 * @param demoted methods that were not recorded, to keep to the overhead budget, the costliest
 *     first: their calls are not counted, and their time stands in their callers' self time. Tiny
 *     ones whose probes were switched off; or one frame that stands for all that are not marked
 * @param reconciledNanos by how much estimates were cut, because together they exceeded their
 *     caller's time
 * @param cost what recording cost
 */
public record CallTree(
    CallNode root, int nodes, Losses losses, List<Frame> demoted, long reconciledNanos, Cost cost) {

  /** From so many executions on one path of one profiled call on, a statement is repeated. */
  public static final int REPEATED_FROM = 5;

  /** Copies the list. */
  public CallTree {
    demoted = List.copyOf(demoted);
  }

  /** A tree of which nothing was demoted and no estimate had to be cut. */
  public CallTree(CallNode root, int nodes, Losses losses, Cost cost) {
    this(root, nodes, losses, List.of(), 0, cost);
  }

  /**
   * All that was handed over to other threads, by this tree and by what it handed over, each before
   * what it handed over itself. Walks with a stack of its own.
   */
  public List<AsyncWork> async() {
    List<AsyncWork> all = new ArrayList<>();
    addAsync(root, all);
    for (int i = 0; i < all.size(); i++) {
      addAsync(all.get(i).tree().root(), all);
    }
    return all;
  }

  private static void addAsync(CallNode top, List<AsyncWork> to) {
    Deque<CallNode> rest = new ArrayDeque<>();
    for (CallNode node = top; node != null; node = rest.poll()) {
      to.addAll(node.async());
      node.children().forEach(rest::push);
    }
  }

  /** What the profiler cost in the call and in all tasks that it handed over. */
  public long costNanos() {
    long sum = cost.nanos();
    for (AsyncWork work : async()) {
      sum = saturated(sum, work.tree().cost().nanos());
    }
    return sum;
  }

  /**
   * For how long threads were at work for the call, asleep or not: the root's time and that of all
   * tasks. More than the wall time if they worked at the same time.
   */
  public long busyNanos() {
    long busy = root.totalNanos();
    for (AsyncWork work : async()) {
      busy = saturated(busy, work.tree().root().totalNanos());
    }
    return busy;
  }

  private static long saturated(long sum, long added) {
    long both = sum + added;
    return added > 0 && both < sum ? Long.MAX_VALUE : both;
  }

  /**
   * Whether a node of this tree is an SQL statement that one path executes again and again, as
   * reading N related rows one by one does (N + 1 selects): {@value #REPEATED_FROM} times or more
   * in each profiled call on average.
   */
  public boolean isRepeated(CallNode node) {
    return node.frame().isStatement() && node.calls() / REPEATED_FROM >= Math.max(1, root.calls());
  }

  /**
   * What the tree does not show one by one. The time is never lost: it stands in the node that the
   * calls were folded into.
   *
   * @param belowDepthLimit calls below the depth limit, folded into the last node above it
   * @param beyondNodeLimit calls on new paths beyond the node limit, folded into {@code
   *     (truncated)} nodes
   * @param missedExits calls whose end was not seen and which were closed with their caller
   * @param stopped whether recording beneath the root ended early, because memory for it ran out
   */
  public record Losses(
      long belowDepthLimit, long beyondNodeLimit, long missedExits, boolean stopped) {

    /** Nothing was lost. */
    public static final Losses NONE = new Losses(0, 0, 0, false);
  }

  /**
   * The profiler's own cost within the call.
   *
   * @param probes pairs of enter and exit that ran
   * @param nanos what has been deducted for them: the root's measured time is its total and this.
   *     It is the number of probes times their calibrated cost, unless callees leave no room for it
   */
  public record Cost(long probes, long nanos) {}
}
