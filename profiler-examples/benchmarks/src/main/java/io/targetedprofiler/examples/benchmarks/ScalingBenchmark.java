package io.targetedprofiler.examples.benchmarks;

import io.targetedprofiler.examples.benchmarks.workloads.plain.CallTree;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The profiled tree of 84 calls on several threads at once, each with a root of its own: whatever
 * the recorders shared would show here.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(CallTree.CALLS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(5)
public abstract class ScalingBenchmark {

  /** Not woven. */
  @Benchmark
  public void baseline() {
    CallTree.run();
  }

  /** Woven and profiled, every call timed; the root is opened once for many trees. */
  @Benchmark
  @Fork(jvmArgsAppend = "-Dprofiler.timing=full")
  public void active(OpenRoot root) {
    io.targetedprofiler.examples.benchmarks.workloads.woven.CallTree.run();
  }

  /** What the others are compared with. */
  @Threads(1)
  public static class OneThread extends ScalingBenchmark {}

  /** A thread for each of two cores. */
  @Threads(2)
  public static class TwoThreads extends ScalingBenchmark {}

  /** More threads than a small machine has cores. */
  @Threads(8)
  public static class EightThreads extends ScalingBenchmark {}
}
