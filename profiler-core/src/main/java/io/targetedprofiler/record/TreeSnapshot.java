package io.targetedprofiler.record;

import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallTree;
import io.targetedprofiler.model.Frame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a finished tree as flat arrays in pre-order: what a profiled thread copies, in a
 * few nanoseconds a node, before it uses its tree for the next call. Immutable once taken. Sites
 * become frames, and rows become nodes, on another thread.
 */
final class TreeSnapshot {

  private static final int CALLS = 0;
  private static final int TOTAL = 1;
  private static final int MIN = 2;
  private static final int MAX = 3;
  private static final int ERRORS = 4;
  private static final int TIMED = 5;
  private static final int STANDARD_ERROR = 6;
  private static final int MEASURED = 7;
  private static final int COLUMNS = 8;

  private final Object[] sites;
  private final int[] parents;
  private final long[] figures;
  private final CallTree.Losses losses;
  private long timedProbes;
  private long countedProbes;

  private TreeSnapshot(int nodes, CallTree.Losses losses) {
    this.sites = new Object[nodes];
    this.parents = new int[nodes];
    this.figures = new long[nodes * COLUMNS];
    this.losses = losses;
    this.countedProbes = losses.belowDepthLimit() + losses.beyondNodeLimit();
  }

  /** Copies the figures of every path taken in this call, and resets them in the tree. */
  static TreeSnapshot take(PathNode root, CallTree.Losses losses) {
    int nodes = 0;
    for (PathNode node = root; node != null; node = next(node, root)) {
      nodes++;
    }
    TreeSnapshot snapshot = new TreeSnapshot(nodes, losses);
    int row = 0;
    PathNode node = root;
    while (node != null) {
      snapshot.copy(node, row++);
      PathNode next = next(node, root);
      node.reset();
      node = next;
    }
    return snapshot;
  }

  private void copy(PathNode node, int row) {
    node.row = row;
    sites[row] = node.site;
    parents[row] = node.parent == null ? -1 : node.parent.row;
    int at = row * COLUMNS;
    figures[at + CALLS] = node.calls;
    figures[at + TIMED] = node.times.timedCalls;
    figures[at + MEASURED] = node.times.measuredNanos;
    figures[at + TOTAL] = node.times.totalNanos(node.calls);
    figures[at + STANDARD_ERROR] = node.times.standardErrorNanos(node.calls);
    figures[at + MIN] = node.times.minNanos();
    figures[at + MAX] = node.times.maxNanos();
    figures[at + ERRORS] = node.errors;
    if (node.site != ThreadRecorder.TRUNCATED) { // its calls are among the losses
      timedProbes += node.times.timedCalls;
      countedProbes += node.calls - node.times.timedCalls;
    }
  }

  /**
   * The next path taken, in pre-order; a path not taken in this call has no calls, nor has anything
   * beneath it.
   */
  private static @Nullable PathNode next(PathNode node, PathNode root) {
    PathNode down = taken(node.firstChild);
    if (down != null) {
      return down;
    }
    for (PathNode up = node; up != null && up != root; up = up.parent) {
      PathNode beside = taken(up.nextSibling);
      if (beside != null) {
        return beside;
      }
    }
    return null;
  }

  private static @Nullable PathNode taken(@Nullable PathNode first) {
    PathNode node = first;
    while (node != null && node.calls == 0) {
      node = node.nextSibling;
    }
    return node;
  }

  int nodes() {
    return sites.length;
  }

  /** How many pairs of probes ran, those of folded calls among them. */
  long probes() {
    return timedProbes + countedProbes;
  }

  /** The mean of what was measured of a path's timed calls. */
  double meanMeasuredNanos(int row) {
    int at = row * COLUMNS;
    return (double) figures[at + MEASURED] / figures[at + TIMED];
  }

  CallTree toTree(List<Frame> demoted) {
    long[] totals = totals();
    long reconciled = reconcile(totals);
    List<@Nullable List<CallNode>> children = new ArrayList<>(sites.length);
    for (int row = 0; row < sites.length; row++) {
      children.add(null);
    }
    for (int row = sites.length - 1; row > 0; row--) {
      List<CallNode> siblings = children.get(parents[row]);
      if (siblings == null) {
        siblings = new ArrayList<>();
        children.set(parents[row], siblings);
      }
      siblings.add(node(row, totals[row], children.get(row)));
    }
    CallNode root = node(0, totals[0], children.get(0));
    CallTree.Cost cost = new CallTree.Cost(probes(), root.measuredNanos() - root.totalNanos());
    return new CallTree(root, sites.length, losses, demoted, reconciled, cost);
  }

  private long[] totals() {
    long[] totals = new long[sites.length];
    for (int row = 0; row < totals.length; row++) {
      totals[row] = figures[row * COLUMNS + TOTAL];
    }
    return totals;
  }

  /**
   * Makes totals fit: together the callees of a method took no longer than the method. First a
   * caller grows to what its exactly timed callees took, if it is an estimate or if more was
   * deducted from it for the cost of probes than they had; then, from the root down, estimates that
   * exceed what their caller has left for them are cut in proportion.
   *
   * @return by how much they were cut
   */
  private long reconcile(long[] totals) {
    long[] exact = new long[sites.length]; // of a row's callees: what cannot be cut
    long[] spare = new long[sites.length]; // and what can
    for (int row = sites.length - 1; row >= 0; row--) {
      totals[row] = Math.max(totals[row], exact[row]);
      if (row > 0) {
        long fixed = isEstimate(row) ? exact[row] : totals[row];
        exact[parents[row]] += fixed;
        spare[parents[row]] += totals[row] - fixed;
      }
    }
    long cut = 0;
    for (int row = 1; row < sites.length; row++) {
      int parent = parents[row];
      long room = Math.max(0, totals[parent] - exact[parent]);
      if (isEstimate(row) && spare[parent] > room) {
        double share = (double) room / spare[parent];
        long fitting = exact[row] + (long) ((totals[row] - exact[row]) * share);
        cut += totals[row] - fitting;
        totals[row] = fitting;
      }
    }
    return cut;
  }

  private boolean isEstimate(int row) {
    return figures[row * COLUMNS + TIMED] < figures[row * COLUMNS + CALLS];
  }

  private CallNode node(int row, long totalNanos, @Nullable List<CallNode> children) {
    int at = row * COLUMNS;
    Frame frame = Sites.frameOf(sites[row]);
    return new CallNode(
        frame,
        figures[at + CALLS],
        figures[at + TIMED],
        figures[at + MEASURED],
        totalNanos,
        figures[at + STANDARD_ERROR],
        figures[at + MIN],
        figures[at + MAX],
        figures[at + ERRORS],
        children == null ? List.of() : children);
  }
}
