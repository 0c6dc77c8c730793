package io.targetedprofiler.model;

import java.util.OptionalLong;

/**
 * What a profiled call used.
 *
 * @param wallNanos elapsed time
 * @param cpuNanos CPU time of the calling thread; empty where the JVM has none, as for a virtual
 *     thread
 * @param allocatedBytes bytes that the calling thread allocated; empty where the JVM cannot tell
 * @param collections garbage collections of the whole process that ended within the call
 * @param collectionMillis their accumulated time as the JVM states it, in milliseconds
 */
public record ResourceUsage(
    long wallNanos,
    OptionalLong cpuNanos,
    OptionalLong allocatedBytes,
    long collections,
    long collectionMillis) {}
