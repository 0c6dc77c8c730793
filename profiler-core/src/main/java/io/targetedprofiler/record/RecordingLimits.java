package io.targetedprofiler.record;

/**
 * What bounds the memory of one call tree. Beyond a limit calls are folded, never lost: see {@link
 * io.targetedprofiler.model.CallTree.Losses}.
 *
 * @param maxDepth deepest call path, the root being 1; what lies below is folded into the last node
 * @param maxNodes most call paths in one tree; further ones are folded into {@code (truncated)}
 *     nodes
 */
public record RecordingLimits(int maxDepth, int maxNodes) {

  /**
   * Deep enough for recursive descent, wide enough for a dense program (H2 woven whole has 5,700
   * paths), and at most about a megabyte for each call in progress.
   */
  public static final RecordingLimits DEFAULT = new RecordingLimits(512, 10_000);

  /** Checks that both are positive. */
  public RecordingLimits {
    if (maxDepth < 1 || maxNodes < 1) {
      throw new IllegalArgumentException(
          "limits must be at least 1: depth " + maxDepth + ", nodes " + maxNodes);
    }
  }
}
