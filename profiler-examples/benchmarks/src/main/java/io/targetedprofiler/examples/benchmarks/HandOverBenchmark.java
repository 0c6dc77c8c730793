package io.targetedprofiler.examples.benchmarks;

import io.targetedprofiler.Profiler;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Tasks that do nothing, handed to another thread, a hundred at a time: what it costs both threads
 * together that the profiler follows them.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(5)
public class HandOverBenchmark {

  private static final int TASKS = 100;

  /** One thread that runs the tasks. */
  @State(Scope.Thread)
  public static class Pool {
    private final ExecutorService executor = Executors.newSingleThreadExecutor();

    /** Ends the thread. */
    @TearDown(Level.Trial)
    public void close() {
      executor.shutdown();
    }

    private void run(boolean wrapped) throws InterruptedException {
      CountDownLatch done = new CountDownLatch(TASKS);
      for (int i = 0; i < TASKS; i++) {
        Runnable task = done::countDown;
        executor.execute(wrapped ? Profiler.wrap(task) : task);
      }
      done.await();
    }
  }

  /** Something was profiled in this JVM, and no longer is. */
  @State(Scope.Benchmark)
  public static class ProfiledBefore {
    /** Opens the gate. */
    @Setup(Level.Trial)
    public void profile() {
      Profiler.profile("before", () -> {});
    }
  }

  /** Not wrapped. */
  @Benchmark
  @OperationsPerInvocation(TASKS)
  public void baseline(Pool pool) throws InterruptedException {
    pool.run(false);
  }

  /** Within a profiled call: each task is recorded. */
  @Benchmark
  @OperationsPerInvocation(TASKS)
  public void inside(Pool pool, OpenRoot root) throws InterruptedException {
    pool.run(true);
  }

  /** Outside any profiled call: to wrap a task is to give it back. */
  @Benchmark
  public Runnable outside(ProfiledBefore before) {
    return Profiler.wrap(NOTHING);
  }

  /** The same without asking. */
  @Benchmark
  public Runnable outsideBaseline() {
    return NOTHING;
  }

  private static final Runnable NOTHING = () -> {};
}
