package io.targetedprofiler.format;

import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallTree;
import io.targetedprofiler.model.CallTree.Cost;
import io.targetedprofiler.model.CallTree.Losses;
import io.targetedprofiler.model.Frame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts a call tree together from call paths with their calls and self times, in any order; the same
 * path may come more than once.
 */
final class PathTree {
  private record Step(Path caller, Frame frame) {}

  private final Path root;
  private final Map<Step, Path> steps = new HashMap<>();
  private final List<Path> paths = new ArrayList<>(); // a caller before its callees

  PathTree(Frame frame) {
    root = new Path(frame, null);
    paths.add(root);
  }

  Path root() {
    return root;
  }

  Path beneath(Path caller, Frame frame) {
    return steps.computeIfAbsent(
        new Step(caller, frame),
        step -> {
          Path path = new Path(frame, caller);
          paths.add(path);
          return path;
        });
  }

  int size() {
    return paths.size();
  }

  /**
   * The tree.
   *
   * @throws ArithmeticException if the times add up to more than fits a long
   */
  CallTree toTree() {
    for (int i = paths.size() - 1; i > 0; i--) {
      paths.get(i).joinCaller();
    }
    return new CallTree(root.toNode(), paths.size(), Losses.NONE, new Cost(0, 0));
  }

  /** One call path. Compared by identity. */
  static final class Path {
    private final Frame frame;
    private final @Nullable Path caller;
    private @Nullable Deque<CallNode> children;
    private long calls;
    private long selfNanos;
    private long calleesNanos;

    private Path(Frame frame, @Nullable Path caller) {
      this.frame = frame;
      this.caller = caller;
    }

    /**
     * Adds figures, none of them negative.
     *
     * @throws ArithmeticException if a sum does not fit a long
     */
    void add(long moreCalls, long moreSelfNanos) {
      calls = Math.addExact(calls, moreCalls);
      selfNanos = Math.addExact(selfNanos, moreSelfNanos);
    }

    private void joinCaller() {
      if (caller == null) {
        return;
      }
      CallNode node = toNode();
      if (caller.children == null) {
        caller.children = new ArrayDeque<>(2);
      }
      caller.children.push(node);
      caller.calleesNanos = Math.addExact(caller.calleesNanos, node.totalNanos());
    }

    private CallNode toNode() {
      long total = Math.addExact(selfNanos, calleesNanos);
      long ofOneCall = calls == 1 ? total : 0;
      List<CallNode> callees = children == null ? List.of() : List.copyOf(children);
      return new CallNode(
          frame, calls, calls, total, total, CallNode.UNKNOWN, ofOneCall, ofOneCall, 0, callees);
    }
  }
}
