package io.targetedprofiler.record;

import io.targetedprofiler.model.AsyncWork;
import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallTree;
import io.targetedprofiler.model.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a finished tree as flat arrays in pre-order: what a profiled thread copies, in a
 * few nanoseconds a node, before it uses its tree for the next call. Immutable once taken. Sites
 * become frames, and rows become nodes, on another thread.
 */
final class TreeSnapshot {

  static final int CALLS = 0;
  static final int TOTAL = 1;
  static final int MIN = 2;
  static final int MAX = 3;
  static final int ERRORS = 4;
  static final int TIMED = 5;
  static final int STANDARD_ERROR = 6;
  static final int MEASURED = 7;
  static final int COLUMNS = 8;

  /** Figures of two trees that add up. */
  static final int[] SUMMED = {CALLS, TOTAL, ERRORS, TIMED, MEASURED};

  private final Object[] sites;
  private final int[] parents;
  private final long[] figures;
  private final CallTree.Losses losses;
  private final CallCounters counters;
  private long timedProbes;
  private long countedProbes;

  private TreeSnapshot(int nodes, CallTree.Losses losses) {
    this.sites = new Object[nodes];
    this.parents = new int[nodes];
    this.figures = new long[nodes * COLUMNS];
    this.counters = new CallCounters();
    this.losses = losses;
    this.countedProbes = losses.belowDepthLimit() + losses.beyondNodeLimit();
  }

  /** A tree whose figures are known; a caller stands before its callees. */
  TreeSnapshot(
      Object[] sites,
      int[] parents,
      long[] figures,
      CallCounters counters,
      CallTree.Losses losses) {
    this.sites = sites;
    this.parents = parents;
    this.figures = figures;
    this.counters = counters;
    this.losses = losses;
    this.countedProbes = losses.belowDepthLimit() + losses.beyondNodeLimit();
    for (int row = 0; row < sites.length; row++) {
      countProbes(row);
    }
  }

  /** Copies the figures of every path taken in this call, and resets them in the tree. */
  static TreeSnapshot take(PathNode root, CallTree.Losses losses) {
    return take(root, losses, Figures.OF_CALL);
  }

  /** Copies what was summed up of every path, and resets it in the tree. */
  static TreeSnapshot takeSums(PathNode root) {
    return take(root, CallTree.Losses.NONE, Figures.SUMMED);
  }

  /**
   * Adds the figures of every path taken in this call to the sums of earlier calls, and resets
   * them.
   *
   * @return how many calls there were
   */
  static long sumUp(PathNode root) {
    long calls = 0;
    PathNode node = root;
    while (node != null) {
      PathNode next = next(node, root, Figures.OF_CALL);
      calls += node.site == ThreadRecorder.TRUNCATED ? 0 : node.calls;
      node.sumUp();
      node = next;
    }
    return calls;
  }

  private static TreeSnapshot take(PathNode root, CallTree.Losses losses, Figures figures) {
    int nodes = 0;
    for (PathNode node = root; node != null; node = next(node, root, figures)) {
      nodes++;
    }
    TreeSnapshot snapshot = new TreeSnapshot(nodes, losses);
    int row = 0;
    PathNode node = root;
    while (node != null) {
      snapshot.copy(node, row, figures);
      for (Tally tally = node.tallies; tally != null; tally = tally.next) {
        if (tally.counted) {
          snapshot.counters.add(row, tally.name, tally.sum);
        }
      }
      row++;
      PathNode next = next(node, root, figures);
      figures.reset(node);
      node = next;
    }
    return snapshot;
  }

  /** Which figures of a path are meant. */
  private enum Figures {
    OF_CALL {
      @Override
      boolean has(PathNode node) {
        return node.calls > 0;
      }

      @Override
      void copy(PathNode node, long[] to, int at) {
        CallTimes times = node.times;
        to[at + CALLS] = node.calls;
        to[at + TIMED] = times.timedCalls;
        to[at + MEASURED] = times.measuredNanos;
        to[at + TOTAL] = times.totalNanos(node.calls);
        to[at + STANDARD_ERROR] = times.standardErrorNanos(node.calls);
        to[at + MIN] = times.minNanos();
        to[at + MAX] = times.maxNanos();
        to[at + ERRORS] = node.errors;
      }

      @Override
      void reset(PathNode node) {
        node.reset();
      }
    },

    SUMMED {
      @Override
      boolean has(PathNode node) {
        return node.sums != null;
      }

      @Override
      void copy(PathNode node, long[] to, int at) {
        PathSums sums = node.sums;
        if (sums != null) {
          to[at + CALLS] = sums.calls;
          to[at + TIMED] = sums.timedCalls;
          to[at + MEASURED] = sums.measuredNanos;
          to[at + TOTAL] = sums.totalNanos;
        }
      }

      @Override
      void reset(PathNode node) {
        node.sums = null;
      }
    };

    abstract boolean has(PathNode node);

    abstract void copy(PathNode node, long[] to, int at);

    abstract void reset(PathNode node);
  }

  private void copy(PathNode node, int row, Figures figuresOf) {
    node.row = row;
    sites[row] = node.site;
    parents[row] = node.parent == null ? -1 : node.parent.row;
    figuresOf.copy(node, figures, row * COLUMNS);
    countProbes(row);
  }

  private void countProbes(int row) {
    int at = row * COLUMNS;
    if (sites[row] != ThreadRecorder.TRUNCATED) { // its calls are among the losses
      timedProbes += figures[at + TIMED];
      countedProbes += figures[at + CALLS] - figures[at + TIMED];
    }
  }

  /**
   * The next path that has such figures, in pre-order; a path not taken in a call has none, nor has
   * anything beneath it.
   */
  private static @Nullable PathNode next(PathNode node, PathNode root, Figures figures) {
    PathNode down = having(figures, node.firstChild);
    if (down != null) {
      return down;
    }
    for (PathNode up = node; up != null && up != root; up = up.parent) {
      PathNode beside = having(figures, up.nextSibling);
      if (beside != null) {
        return beside;
      }
    }
    return null;
  }

  private static @Nullable PathNode having(Figures figures, @Nullable PathNode first) {
    PathNode node = first;
    while (node != null && !figures.has(node)) {
      node = node.nextSibling;
    }
    return node;
  }

  int nodes() {
    return sites.length;
  }

  int parent(int row) {
    return parents[row];
  }

  Object site(int row) {
    return sites[row];
  }

  long calls(int row) {
    return figures[row * COLUMNS + CALLS];
  }

  /** All figures, {@link #COLUMNS} a row; not to be written. */
  long[] figures() {
    return figures;
  }

  CallCounters counters() {
    return counters;
  }

  CallTree.Losses losses() {
    return losses;
  }

  /** The same, to which paths can be added. */
  TreeFold toFold() {
    TreeFold fold = new TreeFold(sites[0], new TreeFold.Budget(Integer.MAX_VALUE));
    fold.add(this);
    return fold;
  }

  /** The path that leads to the root, without its figures. */
  TreeSnapshot withoutFigures() {
    return new TreeSnapshot(
        new Object[] {sites[0]},
        new int[] {-1},
        new long[COLUMNS],
        new CallCounters(),
        CallTree.Losses.NONE);
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
    return toTree(demoted, row -> List.of());
  }

  /**
   * The tree as data.
   *
   * @param async what was handed over from a row
   */
  CallTree toTree(List<Frame> demoted, IntFunction<List<AsyncWork>> async) {
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
      siblings.add(node(row, totals[row], children.get(row), async.apply(row)));
    }
    CallNode root = node(0, totals[0], children.get(0), async.apply(0));
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

  private CallNode node(
      int row, long totalNanos, @Nullable List<CallNode> children, List<AsyncWork> async) {
    int at = row * COLUMNS;
    Frame frame = Sites.frameOf(sites[row]);
    // A total that was made to fit, or of calls shorter than their probes, may be below its parts.
    boolean single = figures[at + CALLS] == 1 && figures[at + TIMED] == 1;
    long max = single ? totalNanos : Math.min(totalNanos, figures[at + MAX]);
    long min = single ? totalNanos : Math.min(max, figures[at + MIN]);
    return new CallNode(
        frame,
        figures[at + CALLS],
        figures[at + TIMED],
        figures[at + MEASURED],
        totalNanos,
        figures[at + STANDARD_ERROR],
        min,
        max,
        figures[at + ERRORS],
        counters.of(row),
        children == null ? List.of() : children,
        async);
  }
}
