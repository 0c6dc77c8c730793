package io.targetedprofiler.record;

/** Holds something back that it passes on, or drops, when it is told to. */
@FunctionalInterface
public interface Collectable {

  /** Passes on or drops what it holds back. On any thread; never throws. */
  void collect();
}
