package io.targetedprofiler.model;

/** How a profiled call ended. */
public enum Outcome {
  /** It returned. */
  RETURNED("returned"),
  /** It threw, or its end was never seen because of a throw beneath it. */
  THREW("threw");

  private final String tag;

  Outcome(String tag) {
    this.tag = tag;
  }

  /** The value of the meters' tag {@code outcome} and of the log's key {@code outcome}. */
  public String tag() {
    return tag;
  }
}
