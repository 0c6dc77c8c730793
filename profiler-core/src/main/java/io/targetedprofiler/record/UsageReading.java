package io.targetedprofiler.record;

import io.targetedprofiler.record.RecordedCall.ResourceFigures;

/**
 * What a thread has used so far, as the JVM says when asked. To ask costs a good part of what a
 * root costs, most of it for the CPU time, which is asked for last.
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

  /** Asks now, for the current thread. */
  static UsageReading take(long nanos, boolean virtual) {
    UsageReading process = ofProcess(nanos);
    long allocated = ThreadUsage.allocatedBytes(virtual);
    long cpu = ThreadUsage.cpuNanos(virtual);
    return new UsageReading(nanos, cpu, allocated, process.collections, process.collectionMillis);
  }

  /** Asks for garbage collections alone. */
  static UsageReading ofProcess(long nanos) {
    long collections = GarbageCollections.PROCESS.count();
    long millis = GarbageCollections.PROCESS.millis(collections);
    return new UsageReading(nanos, ThreadUsage.UNKNOWN, ThreadUsage.UNKNOWN, collections, millis);
  }

  /** The same, of another time. */
  UsageReading at(long whenNanos) {
    return new UsageReading(whenNanos, cpuNanos, allocatedBytes, collections, collectionMillis);
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
