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
import org.openjdk.jmh.annotations.Warmup;

/**
 * The same tree of calls with different probes in it. Figures are per call of the tree.
 *
 * <p>Each variant is a package of its own, made from the same source; see {@code variants.xml}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(CallTree.CALLS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(5)
public class WovenBenchmark {

  /** Not woven. */
  @Benchmark
  public void baseline() {
    CallTree.run();
  }

  /** Two readings of the clock and an addition in each method, written by hand. */
  @Benchmark
  public void clockPair() {
    io.targetedprofiler.examples.benchmarks.workloads.clockpair.CallTree.run();
  }

  /** Woven; nothing has ever been profiled. */
  @Benchmark
  public void idle(NothingProfiled state) {
    io.targetedprofiler.examples.benchmarks.workloads.woven.CallTree.run();
  }

  /** Woven; another thread is being profiled. */
  @Benchmark
  public void bystander(ProfiledElsewhere state) {
    io.targetedprofiler.examples.benchmarks.workloads.woven.CallTree.run();
  }

  /** Woven and profiled, every call timed; the root is opened once for many trees. */
  @Benchmark
  public void active(OpenRoot root) {
    io.targetedprofiler.examples.benchmarks.workloads.woven.CallTree.run();
  }

  /** Woven and profiled, tiny calls timed once in so many, every call counted. */
  @Benchmark
  @Fork(jvmArgsAppend = "-Dprofiler.timing=thinned")
  public void activeThinned(OpenRoot root) {
    io.targetedprofiler.examples.benchmarks.workloads.woven.CallTree.run();
  }

  /** Woven and profiled with a root and a report for each tree, divided among its 84 calls. */
  @Benchmark
  public void activeWithRoot() {
    io.targetedprofiler.examples.benchmarks.workloads.woven.CallTree.profiled();
  }

  /** Micrometer's {@code @Timed} on each method, with its woven {@code TimedAspect}. */
  @Benchmark
  public void micrometerTimed(SimpleRegistry registry) {
    io.targetedprofiler.examples.benchmarks.workloads.timed.CallTree.run();
  }
}
