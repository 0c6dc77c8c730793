package io.targetedprofiler.record;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The recorders of one root that wait for its next call, each at the place of its thread. Whoever
 * takes one out has it for himself. Safe for use by many threads.
 */
final class IdleCalls {

  private final AtomicReferenceArray<@Nullable OpenCall> places;

  /** Empty, with so many places: a power of two. */
  IdleCalls(int places) {
    this.places = new AtomicReferenceArray<>(places);
  }

  /** What waits at the place of a thread; it may be another thread's. */
  @Nullable OpenCall take(Thread caller) {
    return places.getAndSet(placeOf(caller), null);
  }

  /** Puts one at the place of its thread, and gives back the one that waited there. */
  @Nullable OpenCall put(OpenCall call, Thread caller) {
    return places.getAndSet(placeOf(caller), call);
  }

  /** Looks at each, but for those that are in use. */
  void forEach(Consumer<OpenCall> visitor) {
    for (int i = 0; i < places.length(); i++) {
      OpenCall call = places.getAndSet(i, null);
      if (call != null) {
        visitor.accept(call);
        places.compareAndSet(i, null, call);
      }
    }
  }

  /**
   * Drops those that have not been used since this was called the last time.
   *
   * @param dropped told of each, and of one whose place was taken meanwhile
   * @return whether any waits on
   */
  boolean dropUnused(Consumer<OpenCall> dropped) {
    boolean some = false;
    for (int i = 0; i < places.length(); i++) {
      OpenCall call = places.getAndSet(i, null);
      if (call != null && call.isUnused()) {
        dropped.accept(call);
      } else if (call != null) {
        some = true;
        if (!places.compareAndSet(i, null, call)) {
          dropped.accept(call);
        }
      }
    }
    return some;
  }

  @SuppressWarnings("deprecation") // Thread.threadId() needs JDK 19
  private int placeOf(Thread caller) {
    return (int) caller.getId() & (places.length() - 1);
  }
}
