package io.targetedprofiler.record;

import io.targetedprofiler.model.CallTree.Losses;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The common tree of many finished trees of one root, summed up path by path. Memory is bounded by
 * distinct paths, and by a budget. Confined to whoever holds the lock of its owner.
 */
final class TreeFold {

  /** How many more paths all folds of one report may have. */
  static final class Budget {
    private int left;

    Budget(int paths) {
      this.left = paths;
    }
  }

  /** A callee beneath a row; sites are compared by identity. */
  private record Step(int caller, Object site) {
    @Override
    public int hashCode() {
      return 31 * caller + System.identityHashCode(site);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Step step && step.caller == caller && step.site == site;
    }
  }

  private static final int ROOT = 0;

  private final Budget budget;
  private final List<Object> sites = new ArrayList<>();
  private final Map<Step, Integer> rows = new HashMap<>();
  private int[] parents = new int[8];
  private long[] figures = new long[8 * TreeSnapshot.COLUMNS];
  private double[] squaredErrors = new double[8];
  private final CallCounters counters = new CallCounters();
  private long belowDepthLimit;
  private long beyondNodeLimit;
  private long missedExits;
  private boolean stopped;

  TreeFold(Object root, Budget budget) {
    this.budget = budget;
    newRow(-1, root);
  }

  /** Adds a tree of the same root. */
  void add(TreeSnapshot tree) {
    int[] here = new int[tree.nodes()];
    for (int row = 0; row < here.length; row++) {
      int caller = row == 0 ? ROOT : here[tree.parent(row)];
      if (row > 0 && sites.get(caller) == ThreadRecorder.TRUNCATED) {
        here[row] = caller; // its time is in that of its caller
        beyondNodeLimit += tree.calls(row);
        continue;
      }
      int into = row == 0 ? ROOT : beneath(caller, tree.site(row));
      here[row] = into;
      if (sites.get(into) == ThreadRecorder.TRUNCATED
          && tree.site(row) != ThreadRecorder.TRUNCATED) {
        beyondNodeLimit += tree.calls(row);
      }
      sum(tree.figures(), row * TreeSnapshot.COLUMNS, into);
      counters.addAll(into, tree.counters().of(row));
    }
    Losses losses = tree.losses();
    belowDepthLimit += losses.belowDepthLimit();
    beyondNodeLimit += losses.beyondNodeLimit();
    missedExits += losses.missedExits();
    stopped |= losses.stopped();
  }

  /** Counts something of the root; nothing if it is 0. */
  void count(String counter, long value) {
    if (value != 0) {
      counters.add(ROOT, counter, value);
    }
  }

  private void sum(long[] from, int at, int row) {
    int to = row * TreeSnapshot.COLUMNS;
    boolean first = figures[to + TreeSnapshot.TIMED] == 0;
    if (from[at + TreeSnapshot.TIMED] > 0) {
      long min = from[at + TreeSnapshot.MIN];
      figures[to + TreeSnapshot.MIN] = first ? min : Math.min(min, figures[to + TreeSnapshot.MIN]);
      figures[to + TreeSnapshot.MAX] =
          Math.max(from[at + TreeSnapshot.MAX], figures[to + TreeSnapshot.MAX]);
    }
    for (int column : TreeSnapshot.SUMMED) {
      figures[to + column] += from[at + column];
    }
    double error = from[at + TreeSnapshot.STANDARD_ERROR];
    squaredErrors[row] += error < 0 ? Double.NaN : error * error;
  }

  /** The row of a path, which is added without figures if it is not known. */
  int rowOf(Object[] path) {
    int row = ROOT;
    for (int i = 1; i < path.length; i++) {
      if (sites.get(row) != ThreadRecorder.TRUNCATED) {
        row = beneath(row, path[i]);
      }
    }
    return row;
  }

  private int beneath(int caller, Object site) {
    Integer known = rows.get(new Step(caller, site));
    if (known != null) {
      return known;
    }
    if (budget.left <= 0 && site != ThreadRecorder.TRUNCATED) {
      return beneath(caller, ThreadRecorder.TRUNCATED);
    }
    budget.left--;
    int row = newRow(caller, site);
    rows.put(new Step(caller, site), row);
    return row;
  }

  private int newRow(int caller, Object site) {
    int row = sites.size();
    if (row == parents.length) {
      parents = Arrays.copyOf(parents, 2 * row);
      figures = Arrays.copyOf(figures, figures.length * 2);
      squaredErrors = Arrays.copyOf(squaredErrors, 2 * row);
    }
    sites.add(site);
    parents[row] = caller;
    return row;
  }

  /** The sum as it is now; every caller stands before its callees. */
  TreeSnapshot toSnapshot() {
    int nodes = sites.size();
    long[] copy = Arrays.copyOf(figures, nodes * TreeSnapshot.COLUMNS);
    for (int row = 0; row < nodes; row++) {
      double squares = squaredErrors[row];
      copy[row * TreeSnapshot.COLUMNS + TreeSnapshot.STANDARD_ERROR] =
          Double.isNaN(squares) ? -1 : Math.round(Math.sqrt(squares));
    }
    return new TreeSnapshot(
        sites.toArray(),
        Arrays.copyOf(parents, nodes),
        copy,
        counters,
        new Losses(belowDepthLimit, beyondNodeLimit, missedExits, stopped));
  }
}
