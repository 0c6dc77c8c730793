package io.targetedprofiler.record;

/**
 * Takes over the calls of a root once they are over. On the profiled thread unless something else
 * is said, so it must be quick and never throw.
 */
@FunctionalInterface
public interface CompletedCalls {

  /** A call that is to be reported. */
  void accept(RecordedCall call);

  /** Calls that are not, summed up: too quick for their target's threshold. On any thread. */
  default void accept(UnreportedCalls calls) {}

  /**
   * A root begins to sum up calls that are not reported: before long {@link RootSite#collect}
   * should be called, which passes them on.
   */
  default void await(RootSite root) {}
}
