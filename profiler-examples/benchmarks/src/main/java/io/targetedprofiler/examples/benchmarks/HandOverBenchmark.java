package io.targetedprofiler.examples.benchmarks;

import io.targetedprofiler.Profiler;
import io.targetedprofiler.examples.benchmarks.workloads.plain.Errands;
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
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Tasks that do nothing, handed to another thread by woven code, a hundred at a time: what it costs
 * both threads together that the profiler follows them.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
// A program of nothing but hand-overs would soon be left alone, to keep to the budget.
@Fork(value = 5, jvmArgsAppend = "-Dprofiler.timing=full")
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
  }

  /** Not woven. */
  @Benchmark
  @OperationsPerInvocation(TASKS)
  public void baseline(Pool pool) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(TASKS);
    Errands.submit(pool.executor, done::countDown, TASKS);
    done.await();
  }

  /** Woven, within a profiled call: each task is recorded. */
  @Benchmark
  @OperationsPerInvocation(TASKS)
  public void inside(Pool pool, OpenRoot root) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(TASKS);
    io.targetedprofiler.examples.benchmarks.workloads.woven.Errands.submit(
        pool.executor, done::countDown, TASKS);
    done.await();
  }

  /** Wrapped by hand, within a profiled call. */
  @Benchmark
  @OperationsPerInvocation(TASKS)
  public void insideByHand(Pool pool, OpenRoot root) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(TASKS);
    for (int i = 0; i < TASKS; i++) {
      pool.executor.submit(Profiler.wrap((Runnable) done::countDown));
    }
    done.await();
  }
}
