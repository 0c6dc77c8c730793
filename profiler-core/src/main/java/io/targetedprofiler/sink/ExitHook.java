package io.targetedprofiler.sink;

import org.jspecify.annotations.Nullable;

/** Something that is to be done before the JVM exits, unless it is taken back. */
public final class ExitHook implements AutoCloseable {

  private final @Nullable Thread thread;

  private ExitHook(@Nullable Thread thread) {
    this.thread = thread;
  }

  /**
   * Registers work.
   *
   * @param name of the thread that will do it, after {@code profiler-}
   */
  public static ExitHook of(String name, Runnable work) {
    // The one who happens to register it, and his class loader, are not to stay for that.
    Thread thread = DetachedThread.create("profiler-" + name, work);
    try {
      Runtime.getRuntime().addShutdownHook(thread);
      return new ExitHook(thread);
    } catch (IllegalStateException e) {
      return new ExitHook(null); // the JVM is already exiting: what is reported now may be lost
    }
  }

  /** Takes it back. */
  @Override
  public void close() {
    try {
      if (thread != null) {
        Runtime.getRuntime().removeShutdownHook(thread);
      }
    } catch (IllegalStateException e) {
      // The JVM is already exiting, and does it.
    }
  }
}
