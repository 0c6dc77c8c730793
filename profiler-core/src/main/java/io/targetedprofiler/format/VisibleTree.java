package io.targetedprofiler.format;

import io.targetedprofiler.model.CallNode;
import java.util.ArrayList;
import java.util.List;

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
    final String label;

    /** Callers above it. */
    final int depth;

    /** The visible callees, the heaviest first. */
    final List<Node> children = new ArrayList<>();

    /** Whether there are more callees than the visible ones. */
    boolean hidesChildren;

    Node(CallNode call, String label, int depth) {
      this.call = call;
      this.label = label;
      this.depth = depth;
    }
  }
}
