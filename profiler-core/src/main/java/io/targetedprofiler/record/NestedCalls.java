package io.targetedprofiler.record;

import io.targetedprofiler.model.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
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
  private @Nullable List<Tag>[] tags = noTags(INITIAL_CAPACITY);
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
      tags = Arrays.copyOf(tags, capacity);
      startNanos = Arrays.copyOf(startNanos, capacity);
    }
    sites[size] = site;
    metered[size] = site.meter().started();
    startNanos[size] = clock.nanoTime();
    size++;
  }

  /** Whether the innermost open call is of a site. */
  boolean isInnermost(RootSite site) {
    return size > 0 && sites[size - 1] == site;
  }

  /** Tags the innermost open call, and starts its time anew. */
  void tag(List<Tag> read) {
    tags[size - 1] = read;
    startNanos[size - 1] = clock.nanoTime();
  }

  /**
   * Ends the innermost open call of a site and those above it, whose exits never came; false if
   * there is none.
   *
   * @param stage what it returned, if that is when it is really over
   */
  boolean pop(Object site, @Nullable Throwable thrown, @Nullable CompletionStage<?> stage) {
    int at = size - 1;
    for (; at >= 0; at--) { // in place: see StackReserve
      RootSite open = sites[at];
      if (open != null && open.site() == site) {
        break;
      }
    }
    if (at < 0) {
      return false;
    }
    while (size > at + 1) {
      end(thrown);
    }
    if (stage == null) {
      end(thrown);
    } else {
      endWith(stage);
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

  private void endWith(CompletionStage<?> stage) {
    int at = size - 1;
    RootSite site = sites[at];
    Object started = metered[at];
    List<Tag> tagged = tagsAt(at);
    long start = startNanos[at];
    if (site != null) {
      CallMeter meter = site.meter();
      meter.left(started);
      try {
        stage.whenComplete(
            (value, failure) ->
                meter.ended(started, clock.nanoTime() - start, Completion.cause(failure), tagged));
      } catch (RuntimeException e) {
        meter.ended(started, clock.nanoTime() - start, null, tagged);
      }
    }
    forget(at);
    size = at;
  }

  private void end(@Nullable Throwable thrown) {
    int at = --size;
    RootSite site = sites[at];
    if (site != null) {
      site.meter().ended(metered[at], clock.nanoTime() - startNanos[at], thrown, tagsAt(at));
    }
    forget(at);
  }

  private List<Tag> tagsAt(int at) {
    List<Tag> read = tags[at];
    return read == null ? List.of() : read;
  }

  private void forget(int at) {
    sites[at] = null;
    metered[at] = null;
    tags[at] = null;
  }

  @SuppressWarnings("unchecked") // Java has no other array of lists.
  private static @Nullable List<Tag>[] noTags(int capacity) {
    return (List<Tag>[]) new List<?>[capacity];
  }
}
