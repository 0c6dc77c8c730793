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

  /** Tasks that ended after the report of their call was made. On any thread. */
  default void accept(LateTasks tasks) {}

  /**
   * Something is held back: {@link Collectable#collect} should be called after a while, which
   * passes it on.
   */
  default void await(Collectable held, long afterNanos) {}

  /**
   * Something is kept that may turn out not to be used: {@link Collectable#collect} should be
   * called after a while, which drops it then.
   */
  default void tidy(Collectable kept, long afterNanos) {}
}
