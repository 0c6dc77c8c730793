package io.targetedprofiler.format;

import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.Frame;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * Visits a call tree path by path, callers first, each with its whole stack, as the formats made
 * for samples want it.
 *
 * <p>There the size grows with the sum of all depths: a recursion 100,000 deep would fill 10 GB. So
 * where all stacks together would have more frames than a limit, paths that lie too deep are added
 * up in a frame {@code (truncated)} beneath the last level that fits. No call and no time is lost.
 */
final class StackWalk {
  /** Some tens of megabytes in any of the formats. */
  static final long MAX_FRAMES = 10_000_000;

  static final Frame TRUNCATED = Frame.named("(truncated)");

  /** Is told of each path. */
  interface Visitor {

    /**
     * One path.
     *
     * @param stack numbers of the frames, the root's first; valid within this call only
     * @param depth how many of them there are
     * @param selfNanos never negative
     */
    void path(int[] stack, int depth, long calls, long selfNanos) throws IOException;
  }

  private final FrameIndex frames;
  private final Visitor visitor;
  private final long maxFrames;
  private int[] stack = new int[64];

  StackWalk(FrameIndex frames, Visitor visitor) {
    this(frames, visitor, MAX_FRAMES);
  }

  StackWalk(FrameIndex frames, Visitor visitor, long maxFrames) {
    this.frames = frames;
    this.visitor = visitor;
    this.maxFrames = maxFrames;
  }

  void walk(CallNode root) throws IOException {
    int deepest = deepestLevel(root);
    Deque<Iterator<CallNode>> open = new ArrayDeque<>();
    open.push(List.of(root).iterator());
    for (Iterator<CallNode> calls = open.peek(); calls != null; calls = open.peek()) {
      if (!calls.hasNext()) {
        open.pop();
        continue;
      }
      CallNode node = calls.next();
      int depth = open.size();
      visit(depth, node.frame(), node.calls(), selfNanos(node));
      if (depth < deepest) {
        open.push(node.callees().iterator());
      } else if (!node.callees().isEmpty()) {
        visitTruncated(depth + 1, node);
      }
    }
  }

  private void visit(int depth, Frame frame, long calls, long selfNanos) throws IOException {
    if (depth > stack.length) {
      stack = Arrays.copyOf(stack, 2 * depth);
    }
    stack[depth - 1] = frames.of(frame);
    visitor.path(stack, depth, calls, selfNanos);
  }

  private void visitTruncated(int depth, CallNode above) throws IOException {
    long calls = 0;
    long selfNanos = 0;
    Deque<CallNode> rest = new ArrayDeque<>(above.callees());
    for (CallNode node = rest.poll(); node != null; node = rest.poll()) {
      calls = Sums.saturated(calls, node.calls());
      selfNanos = Sums.saturated(selfNanos, selfNanos(node));
      node.callees().forEach(rest::push);
    }
    visit(depth, TRUNCATED, calls, selfNanos);
  }

  /** A file may claim that callees took longer than their caller; no reader takes negative time. */
  private static long selfNanos(CallNode node) {
    return Math.max(0, node.selfNanos());
  }

  /** The last level down to which all stacks have at most so many frames; at least the first. */
  private int deepestLevel(CallNode root) {
    List<CallNode> level = List.of(root);
    long total = 0;
    for (int depth = 1; !level.isEmpty(); depth++) {
      total += (long) depth * level.size();
      if (total > maxFrames) {
        return Math.max(1, depth - 1);
      }
      List<CallNode> next = new ArrayList<>();
      level.forEach(node -> next.addAll(node.callees()));
      level = next;
    }
    return Integer.MAX_VALUE;
  }
}
