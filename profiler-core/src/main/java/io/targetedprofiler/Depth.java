package io.targetedprofiler;

/** How much beneath a marked method is recorded. */
public enum Depth {
  /** Every woven method beneath. */
  CALL_TREE,
  /** The marked method and nested marked ones only; cheap enough for every request. */
  TOP_LEVEL
}
