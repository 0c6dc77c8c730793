package io.targetedprofiler.record;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sites whose probes are switched off at a time, in the order in which they were: the costliest
 * first. Knows what came after it, so that a call which took hold of it at its begin can tell of
 * each probe that was off for any part of it. Held weakly. Safe for use by many threads.
 */
public final class DemotedSites {

  /** None, and never any. */
  static final DemotedSites NONE = new DemotedSites(List.of());

  private final List<WeakReference<Object>> sites;

  /** Their identity hash codes, sorted: profiled threads ask of each path that is new to a call. */
  private final int[] hashes;

  private volatile @Nullable DemotedSites next;

  DemotedSites(List<Object> sites) {
    this.sites = sites.stream().map(WeakReference::new).toList();
    this.hashes = sites.stream().mapToInt(System::identityHashCode).sorted().toArray();
  }

  /** Others are switched off from now on. */
  DemotedSites replacedBy(List<Object> others) {
    DemotedSites following = new DemotedSites(others);
    next = following;
    return following;
  }

  boolean isEmpty() {
    return sites.isEmpty();
  }

  boolean contains(Object site) {
    if (Arrays.binarySearch(hashes, System.identityHashCode(site)) < 0) {
      return false;
    }
    for (WeakReference<Object> demoted : sites) {
      if (demoted.refersTo(site)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a site is switched off, or has been since these were. */
  boolean containsSince(Object site) {
    for (DemotedSites s = this; s != null; s = s.next) {
      if (s.contains(site)) {
        return true;
      }
    }
    return false;
  }

  List<Object> inUse() {
    return isEmpty()
        ? List.of()
        : sites.stream().map(WeakReference::get).filter(Objects::nonNull).toList();
  }

  /** All that are switched off, or have been since these were. */
  List<Object> inUseSince() {
    if (next == null) {
      return inUse();
    }
    Set<Object> known = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Object> all = new ArrayList<>();
    for (DemotedSites s = this; s != null; s = s.next) {
      for (Object site : s.inUse()) {
        if (known.add(site)) {
          all.add(site);
        }
      }
    }
    return all;
  }
}
