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
import org.openjdk.jmh.infra.Blackhole;

/**
 * {@link RootBenchmark} with work of its own thread between two calls, as programs have it: long
 * enough for the profiler's threads to be done and asleep, so that each report has to wake them.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(5)
public class PausedRootBenchmark {

  private static final int PAUSE = 20_000;

  /** Not woven. */
  @Benchmark
  public void baseline() {
    Blackhole.consumeCPU(PAUSE);
    SingleCall.call();
  }

  /** Micrometer's {@code @Timed}, with its woven {@code TimedAspect}. */
  @Benchmark
  public void micrometerTimed(SimpleRegistry registry) {
    Blackhole.consumeCPU(PAUSE);
    io.targetedprofiler.examples.benchmarks.workloads.timed.SingleCall.call();
  }

  /** Woven, too quick to be reported: counted by its timer. */
  @Benchmark
  @Fork(jvmArgsAppend = RootBenchmark.NOTHING_IS_SLOW)
  public void suppressed(SimpleRegistry registry) {
    Blackhole.consumeCPU(PAUSE);
    io.targetedprofiler.examples.benchmarks.workloads.woven.SingleCall.call();
  }

  /** Woven, each report handed over to the profiler's threads. */
  @Benchmark
  public void handedOver(SimpleRegistry registry) {
    Blackhole.consumeCPU(PAUSE);
    io.targetedprofiler.examples.benchmarks.workloads.woven.SingleCall.call();
  }
}
