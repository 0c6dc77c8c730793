package io.targetedprofiler.record;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Where the tree of a profiled call goes on in other threads: all hand-overs of one kind at one
 * call path. One for each distinct kind, not for each task; holds no tree. Safe for use by many
 * threads.
 */
final class Branch {

  final HandOvers handOvers;

  /** That of the task that handed this over; null for the profiled call itself. */
  final @Nullable Branch parent;

  /** The sites from the root of the tree in which it was handed over down to the place. */
  final Object[] path;

  final Object site;
  final int depth;
  private final RootSite root;
  private final AtomicLong handedOver = new AtomicLong();
  private final AtomicLong inline = new AtomicLong();
  private final AtomicLong cancelled = new AtomicLong();

  Branch(HandOvers handOvers, @Nullable Branch parent, Object[] path, Object site, RootSite root) {
    this.handOvers = handOvers;
    this.parent = parent;
    this.path = path;
    this.site = site;
    this.root = root;
    this.depth = parent == null ? 1 : parent.depth + 1;
  }

  /** Records its tasks. */
  RootSite root() {
    return root;
  }

  long nanoTime() {
    return root.clock().nanoTime();
  }

  void handedOver() {
    handedOver.incrementAndGet();
    handOvers.begun();
  }

  /** A task is run once more; false if that is no longer part of the report. */
  boolean handedOverAgain() {
    return handOvers.again(this);
  }

  void ranInline() {
    inline.incrementAndGet();
    handOvers.ended();
  }

  void withdrawn() {
    handedOver.decrementAndGet();
    handOvers.ended();
  }

  /** Withdrawn by its user. */
  void cancelled() {
    cancelled.incrementAndGet();
    withdrawn();
  }

  long takeCancelled() {
    return cancelled.getAndSet(0);
  }

  long takeHandedOver() {
    return Math.max(0, handedOver.getAndSet(0));
  }

  long takeInline() {
    return inline.getAndSet(0);
  }
}
