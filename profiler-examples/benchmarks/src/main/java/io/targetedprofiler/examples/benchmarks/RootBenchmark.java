package io.targetedprofiler.examples.benchmarks;

import io.targetedprofiler.examples.benchmarks.workloads.plain.SingleCall;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A marked method that calls nothing, one call after the other without a pause: the price of
 * {@code @Profile} itself, beside {@code @Timed} on the same method and with the same registry.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(5)
public class RootBenchmark {

  static final String NOTHING_IS_SLOW = "-Dprofiler.target.single.threshold=1m";

  /** Not woven. */
  @Benchmark
  public void baseline() {
    SingleCall.call();
  }

  /** Two readings of the clock and an addition, written by hand. */
  @Benchmark
  public void clockPair() {
    io.targetedprofiler.examples.benchmarks.workloads.clockpair.SingleCall.call();
  }

  /** Micrometer's {@code @Timed}, with its woven {@code TimedAspect}. */
  @Benchmark
  public void micrometerTimed(SimpleRegistry registry) {
    io.targetedprofiler.examples.benchmarks.workloads.timed.SingleCall.call();
  }

  /** Woven, profiling switched off. */
  @Benchmark
  @Fork(jvmArgsAppend = "-Dprofiler.enabled=false")
  public void switchedOff() {
    io.targetedprofiler.examples.benchmarks.workloads.woven.SingleCall.call();
  }

  /** Woven, too quick to be reported: counted by its timer. */
  @Benchmark
  @Fork(jvmArgsAppend = NOTHING_IS_SLOW)
  public void suppressed(SimpleRegistry registry) {
    io.targetedprofiler.examples.benchmarks.workloads.woven.SingleCall.call();
  }

  /** Woven, each report handed over to the profiler's threads, which drop what they cannot do. */
  @Benchmark
  public void handedOver(SimpleRegistry registry) {
    io.targetedprofiler.examples.benchmarks.workloads.woven.SingleCall.call();
  }
}
