package io.targetedprofiler.record;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The marked calls that are open beneath the root: each records its own timer, whatever becomes of
 * its node in the tree. Confined to the recorder's thread.
 */
final class NestedCalls {

  private static final int INITIAL_CAPACITY = 8;

  private final CalibratedClock clock;
  private @Nullable RootSite[] sites = new RootSite[INITIAL_CAPACITY];
  private @Nullable Object[] metered = new Object[INITIAL_CAPACITY];
  private long[] startNanos = new long[INITIAL_CAPACITY];
  private int size;

  NestedCalls(CalibratedClock clock) {
    this.clock = clock;
  }

  void push(RootSite site) {
    if (size == sites.length) {
      int capacity = size * 2;
      sites = Arrays.copyOf(sites, capacity);
      metered = Arrays.copyOf(metered, capacity);
      startNanos = Arrays.copyOf(startNanos, capacity);
    }
    sites[size] = site;
    metered[size] = site.meter().started();
    startNanos[size] = clock.nanoTime();
    size++;
  }

  /**
   * Ends the innermost open call of a site and those above it, whose exits never came; false if
   * there is none.
   */
  boolean pop(RootSite site, @Nullable Throwable thrown) {
    int at = size - 1;
    while (at >= 0 && sites[at] != site) {
      at--;
    }
    if (at < 0) {
      return false;
    }
    while (size > at) {
      end(thrown);
    }
    return true;
  }

  /** Ends all, with what ended the root. */
  void clear(@Nullable Throwable thrown) {
    while (size > 0) {
      end(thrown);
    }
  }

  boolean isEmpty() {
    return size == 0;
  }

  private void end(@Nullable Throwable thrown) {
    int at = --size;
    RootSite site = sites[at];
    if (site != null) {
      site.meter().ended(metered[at], clock.nanoTime() - startNanos[at], thrown);
    }
    sites[at] = null;
    metered[at] = null;
  }
}
