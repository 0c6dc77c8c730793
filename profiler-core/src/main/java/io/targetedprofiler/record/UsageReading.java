package io.targetedprofiler.record;

import io.targetedprofiler.record.RecordedCall.ResourceFigures;

/**
 * What a thread has used so far, as the JVM says when asked. To ask costs a good part of what a
 * root costs, most of it for the CPU time.
 *
 * @param nanos when it was asked, by the recorder's clock
 * @param cpuNanos CPU time, or {@link ThreadUsage#UNKNOWN}
 * @param allocatedBytes allocation, or {@link ThreadUsage#UNKNOWN}
 * @param collections garbage collections of the process
 * @param collectionMillis their time
 */
record UsageReading(
    long nanos, long cpuNanos, long allocatedBytes, long collections, long collectionMillis) {

  /** A reading must not be older than this share of what it is the begin of. */
  static final int PRECISION = 100;

  /** Asks at the end of something, for the current thread: first what asking itself uses. */
  static UsageReading atEnd(long nanos, boolean virtual) {
    long allocated = ThreadUsage.allocatedBytes(virtual);
    long cpu = ThreadUsage.cpuNanos(virtual);
    return with(nanos, cpu, allocated, GarbageCollections.PROCESS.count());
  }

  /**
   * Asks before something begins, which it may the very next moment: the reading is of when all is
   * known, however long it took to ask.
   *
   * @param ofThread whether the current thread is asked about, or garbage collections alone
   */
  static UsageReading beforeBegin(NanoClock clock, boolean ofThread, boolean virtual) {
    long collections = GarbageCollections.PROCESS.count();
    long allocated = ofThread ? ThreadUsage.allocatedBytes(virtual) : ThreadUsage.UNKNOWN;
    long cpu = ofThread ? ThreadUsage.cpuNanos(virtual) : ThreadUsage.UNKNOWN;
    return with(clock.nanoTime(), cpu, allocated, collections);
  }

  private static UsageReading with(
      long nanos, long cpuNanos, long allocatedBytes, long collections) {
    long millis = GarbageCollections.PROCESS.millis(collections);
    return new UsageReading(nanos, cpuNanos, allocatedBytes, collections, millis);
  }

  /** Whether it may stand for the begin of a call that lasts at least so long. */
  boolean servesAt(long startNanos, long durationNanos) {
    return (startNanos - nanos) <= durationNanos / PRECISION;
  }

  /** What was used between this reading and a later one, by a call within. */
  ResourceFigures until(UsageReading end, long startNanos, long wallNanos) {
    boolean serves = servesAt(startNanos, wallNanos);
    long cpu = serves ? since(cpuNanos, end.cpuNanos) : ThreadUsage.UNKNOWN;
    return new ResourceFigures(
        wallNanos,
        Math.min(wallNanos, cpu), // the two clocks are read one after the other
        serves ? since(allocatedBytes, end.allocatedBytes) : ThreadUsage.UNKNOWN,
        end.collections - collections,
        end.collectionMillis - collectionMillis);
  }

  private static long since(long before, long now) {
    return before < 0 || now < before ? ThreadUsage.UNKNOWN : now - before;
  }
}
