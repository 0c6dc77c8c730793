package io.targetedprofiler.record;

/** Holds something back that it passes on when it is told to. */
@FunctionalInterface
public interface Collectable {

  /** Passes on what it holds back. On any thread; never throws. */
  void collect();
}
