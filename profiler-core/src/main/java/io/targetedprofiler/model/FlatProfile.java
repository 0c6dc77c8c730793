package io.targetedprofiler.model;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Sums a call tree up by method. Walks with a stack of its own, for a tree may be deeper than a
 * thread's stack.
 */
final class FlatProfile {

  private static final Comparator<MethodTotals> HEAVIEST_FIRST =
      Comparator.comparingLong(MethodTotals::selfNanos)
          .thenComparingLong(MethodTotals::totalNanos)
          .reversed()
          .thenComparing(MethodTotals::method);

  private final Function<Frame, String> group;
  private final Map<String, Row> rows = new HashMap<>();

  /**
   * Saves most of the work: all nodes of a method share its frame, and a label is put together anew
   * each time.
   */
  private final IdentityHashMap<Frame, Row> rowsOfFrames = new IdentityHashMap<>();

  private final Deque<Visit> path = new ArrayDeque<>();

  private final Deque<CallNode> handedOver = new ArrayDeque<>();

  FlatProfile(Function<Frame, String> group) {
    this.group = group;
  }

  /** Adds a tree, and then the trees of what it handed over, as if they were trees of their own. */
  FlatProfile add(CallNode root) {
    for (CallNode next = root; next != null; next = handedOver.poll()) {
      addOne(next);
    }
    return this;
  }

  private void addOne(CallNode root) {
    enter(root);
    for (Visit visit = path.peek(); visit != null; visit = path.peek()) {
      if (visit.callees.hasNext()) {
        enter(visit.callees.next());
      } else {
        visit.row.open--;
        path.pop();
      }
    }
  }

  List<MethodTotals> rows() {
    return rows.values().stream().map(Row::totals).sorted(HEAVIEST_FIRST).toList();
  }

  private void enter(CallNode node) {
    Row row = rowsOfFrames.computeIfAbsent(node.frame(), this::row);
    row.calls += node.calls();
    row.selfNanos += node.selfNanos();
    if (row.open == 0) {
      row.totalNanos += node.totalNanos();
    }
    row.open++;
    node.async().forEach(work -> handedOver.add(work.tree().root()));
    path.push(new Visit(row, node.children().iterator()));
  }

  private Row row(Frame frame) {
    return rows.computeIfAbsent(group.apply(frame), Row::new);
  }

  private record Visit(Row row, Iterator<CallNode> callees) {}

  private static final class Row {
    private final String method;
    private long calls;
    private long totalNanos;
    private long selfNanos;

    /** How often the method stands on the path from the root to where the walk is. */
    private int open;

    Row(String method) {
      this.method = method;
    }

    MethodTotals totals() {
      return new MethodTotals(method, calls, totalNanos, selfNanos);
    }
  }
}
