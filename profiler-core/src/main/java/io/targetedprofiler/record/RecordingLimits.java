package io.targetedprofiler.record;

/**
 * What bounds the memory of one call tree. Beyond a limit calls are folded, never lost: see {@link
 * io.targetedprofiler.model.CallTree.Losses}.
 *
 * @param maxDepth deepest call path, the root being 1; what lies below is folded into the last node
 * @param maxNodes most call paths in one tree; further ones are folded into {@code (truncated)}
 *     nodes
 * @param maxSegments most calls whose order is kept; 0 keeps none. Further ones are in the tree
 *     only
 */
public record RecordingLimits(int maxDepth, int maxNodes, int maxSegments) {

  /**
   * Deep enough for recursive descent, wide enough for a dense program (H2 woven whole has 5,700
   * paths), and at most about a megabyte for each call in progress.
   */
  public static final RecordingLimits DEFAULT = new RecordingLimits(512, 10_000);

  /** Limits of a tree whose order is not kept. */
  public RecordingLimits(int maxDepth, int maxNodes) {
    this(maxDepth, maxNodes, 0);
  }

  /** Checks that they make sense. */
  public RecordingLimits {
    if (maxDepth < 1 || maxNodes < 1 || maxSegments < 0) {
      throw new IllegalArgumentException(
          "limits must be positive: depth "
              + maxDepth
              + ", nodes "
              + maxNodes
              + ", segments "
              + maxSegments);
    }
  }

  /** The same with the order of so many calls kept. */
  public RecordingLimits withSegments(int most) {
    return new RecordingLimits(maxDepth, maxNodes, most);
  }
}
