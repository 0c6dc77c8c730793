package io.targetedprofiler.examples.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The same workload with different probes in it. A subclass names the workload and says how many
 * calls it makes, so that figures are per call.
 *
 * <p>Each variant is a package of its own, made from the same source; see {@code variants.xml}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(5)
public abstract class WovenBenchmark {

  /** Runs the workload as it was written. */
  abstract void runPlain();

  /** Runs the variant with a clock pair in each method. */
  abstract void runClockPair();

  /** Runs the woven variant. */
  abstract void runWoven();

  /** Not woven. */
  @Benchmark
  public void baseline() {
    runPlain();
  }

  /** Two readings of the clock and an addition in each method, written by hand. */
  @Benchmark
  public void clockPair() {
    runClockPair();
  }

  /** Woven; nothing has ever been profiled. */
  @Benchmark
  public void idle(NothingProfiled state) {
    runWoven();
  }

  /** Woven; another thread is being profiled. */
  @Benchmark
  public void bystander(ProfiledElsewhere state) {
    runWoven();
  }

  /** Woven and profiled, every call timed; the root is opened once for many runs. */
  @Benchmark
  @Fork(jvmArgsAppend = "-Dprofiler.timing=full")
  public void active(OpenRoot root) {
    runWoven();
  }

  /** Woven and profiled, tiny calls timed once in so many, every call counted. */
  @Benchmark
  @Fork(jvmArgsAppend = "-Dprofiler.timing=thinned")
  public void activeThinned(OpenRoot root) {
    runWoven();
  }

  /** Woven and profiled as far as the default overhead budget allows. */
  @Benchmark
  @Fork(jvmArgsAppend = "-Dprofiler.timing=adaptive")
  public void activeAdaptive(OpenRoot root) {
    runWoven();
  }
}
