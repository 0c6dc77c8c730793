package io.targetedprofiler.record;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * The garbage collections of this process, as its collectors count them; none where they do not.
 */
final class GarbageCollections {

  static final GarbageCollections PROCESS = new GarbageCollections(collectors());

  private record Collections(long count, long millis) {}

  private final GarbageCollectorMXBean[] collectors;

  /** Written at most once for each collection, so that reading it is cheap on every core. */
  private volatile Collections lastSeen = new Collections(0, 0);

  private GarbageCollections(GarbageCollectorMXBean[] collectors) {
    this.collectors = collectors;
  }

  /** How many there were so far. */
  long count() {
    long count = 0;
    for (GarbageCollectorMXBean collector : collectors) {
      count += Math.max(0, collector.getCollectionCount());
    }
    return count;
  }

  /**
   * The accumulated time of so many collections in milliseconds. The collectors are asked only if
   * the number is a new one: a native call for each would be a good part of what a root costs.
   */
  long millis(long count) {
    Collections known = lastSeen;
    if (known.count != count) {
      known = new Collections(count, askMillis());
      lastSeen = known;
    }
    return known.millis;
  }

  private long askMillis() {
    long millis = 0;
    for (GarbageCollectorMXBean collector : collectors) {
      millis += Math.max(0, collector.getCollectionTime());
    }
    return millis;
  }

  private static GarbageCollectorMXBean[] collectors() {
    try {
      List<GarbageCollectorMXBean> beans = ManagementFactory.getGarbageCollectorMXBeans();
      return beans.toArray(GarbageCollectorMXBean[]::new);
    } catch (LinkageError | RuntimeException e) {
      return new GarbageCollectorMXBean[0];
    }
  }
}
