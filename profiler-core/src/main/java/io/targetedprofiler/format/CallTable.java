package io.targetedprofiler.format;

import io.targetedprofiler.format.VisibleTree.Node;
import io.targetedprofiler.model.AsyncWork;
import io.targetedprofiler.model.CallTree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.StringJoiner;

/**
 * The table of a report: figures to the left, the call tree to the right, one line for each visible
 * path.
 */
final class CallTable {
  /**
   * Levels whose branches are drawn. A recursion can be deeper by thousands, and indentation would
   * then be most of the report: its size would grow with the square of the depth.
   */
  static final int MAX_DRAWN_DEPTH = 64;

  /** A path to be written, with what stands left of its name and of its callees' branches. */
  private record Pending(Node node, String branch, String trunk) {}

  private final TimeScale scale;
  private final Glyphs glyphs;
  private final CallTree tree;
  private final long wholeNanos;
  private final Table table;

  private CallTable(CallTree tree, TimeScale scale, Glyphs glyphs) {
    this.tree = tree;
    this.wholeNanos = tree.root().totalNanos();
    this.scale = scale;
    this.glyphs = glyphs;
    this.table =
        new Table(
            List.of(
                new Table.Column("total " + scale.unit(), 1, 8),
                new Table.Column("%", 2, 5),
                new Table.Column("self " + scale.unit(), 3, 7),
                new Table.Column("calls", 3, 5),
                new Table.Column("max " + scale.unit(), 3, 6)),
            "call");
  }

  static Table of(CallTree tree, VisibleTree visible, TimeScale scale, Glyphs glyphs) {
    CallTable builder = new CallTable(tree, scale, glyphs);
    builder.addAll(visible.root());
    return builder.table;
  }

  private void addAll(Node root) {
    // A stack of our own: a recorded recursion is deeper than the thread's.
    Deque<Pending> stack = new ArrayDeque<>();
    stack.push(new Pending(root, "", ""));
    while (!stack.isEmpty()) {
      Pending next = stack.pop();
      add(next.node, next.branch);
      List<Node> children = next.node.children;
      for (int i = children.size() - 1; i >= 0; i--) {
        boolean last = i == children.size() - 1 && !next.node.hidesChildren;
        stack.push(indented(children.get(i), next.trunk, last));
      }
    }
  }

  private Pending indented(Node node, String trunk, boolean last) {
    String branch = last ? glyphs.lastBranch : glyphs.branch;
    if (node.depth > MAX_DRAWN_DEPTH) {
      return new Pending(node, glyphs.ellipsis + ' ' + node.depth + ' ' + branch, "");
    }
    return new Pending(node, trunk + branch, trunk + (last ? glyphs.blank : glyphs.passing));
  }

  private void add(Node node, String branch) {
    table.add(
        branch + describe(node),
        List.of(
            marked(node.call.isEstimated(), scale.number(node.call.totalNanos())),
            percent(node.call.totalNanos()),
            marked(node.call.isSelfEstimated(), scale.number(node.call.selfNanos())),
            Long.toString(node.call.calls()),
            marked(node.call.isEstimated(), scale.number(node.call.maxNanos()))));
  }

  private String marked(boolean estimate, String number) {
    return estimate ? glyphs.estimate + number : number;
  }

  private String describe(Node node) {
    String name = OneLine.of(node.label, glyphs);
    String location = node.call.frame().location();
    String where = location.isEmpty() ? "" : " (" + OneLine.of(location, glyphs) + ')';
    long errors = node.call.errors();
    String threw = errors == 0 ? "" : "  threw " + errors + glyphs.times;
    String notes =
        (tree.isRepeated(node.call) ? "  N+1" : "") + Notes.of(node.call.counters(), glyphs);
    AsyncWork work = node.work;
    return work == null
        ? name + where + notes + threw
        : glyphs.handOver + ' ' + name + where + notes + threw + "  " + describe(work);
  }

  /** What a task has that a call has not. */
  private String describe(AsyncWork work) {
    StringJoiner text = new StringJoiner(", ");
    long ended = work.tree().root().calls();
    if (ended > 0) {
      String max = ended > 1 ? " (max " + scale.number(work.maxQueuedNanos()) + ')' : "";
      text.add("queued " + scale.number(work.queuedNanos()) + max);
    }
    if (!work.threads().isEmpty()) {
      text.add("on " + threads(work.threads()));
    }
    if (work.inline() > 0) {
      text.add(work.inline() + " run by the caller");
    }
    if (work.unfinished() > 0) {
      text.add(work.unfinished() + " not finished");
    }
    return text.toString();
  }

  private String threads(List<String> names) {
    String first = OneLine.of(names.get(0), glyphs);
    if (names.size() == 1) {
      return first;
    }
    String more = names.size() < AsyncWork.MAX_THREADS ? "" : " or more";
    return first + " and others, " + names.size() + more;
  }

  private String percent(long nanos) {
    long tenths = wholeNanos == 0 ? 0 : Math.round(nanos * 1_000.0 / wholeNanos);
    return Decimals.of(tenths, 1, 1);
  }
}
