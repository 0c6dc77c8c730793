package io.targetedprofiler.examples.benchmarks;

import io.targetedprofiler.Profiler;
import io.targetedprofiler.examples.benchmarks.workloads.ClockPair;
import io.targetedprofiler.record.NamedSite;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The recorder alone, without weaving: one probe around nothing, and one root around nothing. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(5)
public class ProbeBenchmark {

  private static final Object SITE = new NamedSite("a");
  private static final Object SIBLING = new NamedSite("b");

  /** No probe. */
  @Benchmark
  public void baseline() {}

  /** Two readings of the clock and an addition. */
  @Benchmark
  public void clockPair() {
    long start = System.nanoTime();
    ClockPair.nanos += System.nanoTime() - start;
  }

  /** Nothing has ever been profiled. */
  @Benchmark
  public void idle(NothingProfiled state) {
    Probe.enter(SITE);
    Probe.exit(SITE);
  }

  /** Another thread is being profiled. */
  @Benchmark
  public void bystander(ProfiledElsewhere state) {
    Probe.enter(SITE);
    Probe.exit(SITE);
  }

  /** A known path, the same as before. */
  @Benchmark
  @Fork(jvmArgsAppend = "-Dprofiler.timing=full")
  public void active(OpenRoot root) {
    Probe.enter(SITE);
    Probe.exit(SITE);
  }

  /** A known path, but never the same as before: two methods by turns. */
  @Benchmark
  @OperationsPerInvocation(2)
  @Fork(jvmArgsAppend = "-Dprofiler.timing=full")
  public void activeByTurns(OpenRoot root) {
    Probe.enter(SITE);
    Probe.exit(SITE);
    Probe.enter(SIBLING);
    Probe.exit(SIBLING);
  }

  /** A whole profiled call of nothing: its timer, and its report handed over. */
  @Benchmark
  public void root() {
    Profiler.profile("root", ProbeBenchmark::nothing);
  }

  /** The same, too quick to be reported. */
  @Benchmark
  @Fork(jvmArgsAppend = "-Dprofiler.target.quick.threshold=1m")
  public void rootBelowThreshold() {
    Profiler.profile("quick", ProbeBenchmark::nothing);
  }

  private static void nothing() {}
}
