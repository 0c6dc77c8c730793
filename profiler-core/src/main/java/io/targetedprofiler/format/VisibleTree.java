package io.targetedprofiler.format;

import io.targetedprofiler.model.AsyncWork;
import io.targetedprofiler.model.CallNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a report shows of a call tree, and how much it hides.
 *
 * @param root the root, which is always visible
 * @param underShare hidden because of their small share of the root
 * @param beyondLines hidden because heavier ones took the lines
 */
record VisibleTree(Node root, HiddenPaths underShare, HiddenPaths beyondLines) {

  /** A visible path. */
  static final class Node {
    final CallNode call;

    /** If other threads ran it for its caller. */
    final @Nullable AsyncWork work;

    final String label;

    /** Callers above it. */
    final int depth;

    /** The visible callees, the heaviest first. */
    final List<Node> children = new ArrayList<>();

    /** Whether there are more callees than the visible ones. */
    boolean hidesChildren;

    Node(CallNode call, @Nullable AsyncWork work, String label, int depth) {
      this.call = call;
      this.work = work;
      this.label = label;
      this.depth = depth;
    }
  }
}
