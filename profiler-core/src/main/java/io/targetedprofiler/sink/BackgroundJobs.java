package io.targetedprofiler.sink;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs small jobs of the profiler's own, one after the other, on a daemon thread that starts with
 * the first and ends when idle. A job that fails is said on the logger {@code profiler}.
 */
public final class BackgroundJobs implements Executor {

  private static final Courier.Bounds BOUNDS = new Courier.Bounds(16, 16, Duration.ofSeconds(5));

  private final Courier<Runnable> courier;

  /**
   * Jobs on a thread of their own.
   *
   * @param name of the thread, after {@code profiler-}
   * @param log told of failures
   */
  public BackgroundJobs(String name, ProfilerLog log) {
    this.courier = new Courier<>(name, BOUNDS, new Running(log));
  }

  /**
   * Runs a job soon; never waits.
   *
   * @throws RejectedExecutionException if too many are waiting
   */
  @Override
  public void execute(Runnable job) {
    if (!courier.offer(job)) {
      throw new RejectedExecutionException("too many jobs");
    }
  }

  /** Runs what waits, and ends the thread. For good. */
  public void close(Duration timeout) {
    boolean unused = courier.close(timeout);
  }

  private record Running(ProfilerLog log) implements Courier.Recipient<Runnable> {

    @Override
    public void take(Runnable job) {
      job.run();
    }

    @Override
    public void dropped(Runnable job) {
      // Whoever offered it is told.
    }

    @Override
    public void failed(Throwable failure) {
      log.warn("failed job", () -> "a job of the profiler's own failed", failure);
    }
  }
}
