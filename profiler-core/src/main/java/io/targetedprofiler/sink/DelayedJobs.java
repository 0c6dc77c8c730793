package io.targetedprofiler.sink;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs jobs after a while, on a daemon thread that is there only while one is running or due. What
 * a job throws is lost: it has to say so itself.
 */
public final class DelayedJobs implements AutoCloseable {
  private final ScheduledThreadPoolExecutor executor;

  /**
   * None yet.
   *
   * @param name of the thread, after {@code profiler-}
   */
  public DelayedJobs(String name) {
    executor =
        new ScheduledThreadPoolExecutor(1, work -> DetachedThread.create("profiler-" + name, work));
    executor.setKeepAliveTime(1, TimeUnit.SECONDS);
    executor.allowCoreThreadTimeOut(true);
  }

  /** Runs a job after a while. Never throws: while no thread can be had, it is run later. */
  public void after(Duration delay, Runnable job) {
    try {
      var unused = executor.schedule(job, delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      // They are closed.
    } catch (OutOfMemoryError e) {
      // No memory, or no thread for it: a job that is in the queue runs with the next one.
    }
  }

  /** Ends the thread; what is not yet due is not run. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}
