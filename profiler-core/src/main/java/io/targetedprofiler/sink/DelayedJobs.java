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

  /**
   * Runs a job after a while. Never throws.
   *
   * @return false if that is not certain: they are closed, or there is no memory or no thread for
   *     it
   */
  public boolean after(Duration delay, Runnable job) {
    try {
      var unused = executor.schedule(job, delay.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      return false;
    }
  }

  /** Ends the thread; what is not yet due is not run. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}
