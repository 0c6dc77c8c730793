package io.targetedprofiler.record;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/**
 * What the JVM says of the current thread. Every figure is {@link #UNKNOWN} where it cannot say:
 * CPU time and allocation on a virtual thread, on a JVM without these extensions, or without the
 * module {@code jdk.management}.
 */
final class ThreadUsage {

  static final long UNKNOWN = -1;

  private static final com.sun.management.@Nullable ThreadMXBean THREADS = threads();
  private static final boolean CPU = THREADS != null && THREADS.isCurrentThreadCpuTimeSupported();
  private static final boolean ALLOCATION =
      THREADS != null && THREADS.isThreadAllocatedMemorySupported();
  private static final @Nullable MethodHandle IS_VIRTUAL = isVirtualHandle();

  private ThreadUsage() {}

  /** CPU time of the current thread in nanoseconds. */
  static long cpuNanos(boolean virtual) {
    return CPU && !virtual && THREADS != null && THREADS.isThreadCpuTimeEnabled()
        ? THREADS.getCurrentThreadCpuTime()
        : UNKNOWN;
  }

  /** Bytes that the current thread has allocated. */
  static long allocatedBytes(boolean virtual) {
    return ALLOCATION && !virtual && THREADS != null
        ? THREADS.getCurrentThreadAllocatedBytes()
        : UNKNOWN;
  }

  /** Whether a thread is virtual; JDK 17 has none. */
  static boolean isVirtual(Thread thread) {
    if (IS_VIRTUAL == null) {
      return false;
    }
    try {
      return (boolean) IS_VIRTUAL.invokeExact(thread);
    } catch (Throwable e) {
      throw new AssertionError("Thread.isVirtual() declares no exception", e);
    }
  }

  private static com.sun.management.@Nullable ThreadMXBean threads() {
    try {
      return ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean bean
          ? bean
          : null;
    } catch (LinkageError | RuntimeException e) {
      return null;
    }
  }

  private static @Nullable MethodHandle isVirtualHandle() {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
    } catch (NoSuchMethodException | IllegalAccessException e) {
      return null;
    }
  }
}
