package io.targetedprofiler;

/** How much beneath a marked method is recorded. */
public enum Depth {
  /** Every woven method beneath. */
  CALL_TREE,
  /**
   * The marked method, nested marked ones and SQL only, with their order; cheap enough for every
   * request.
   */
  TOP_LEVEL
}
