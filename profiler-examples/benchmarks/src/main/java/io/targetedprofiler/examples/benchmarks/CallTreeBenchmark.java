package io.targetedprofiler.examples.benchmarks;

import io.targetedprofiler.examples.benchmarks.workloads.plain.CallTree;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** A tree of 84 calls, with our probes and with those of others. */
@OperationsPerInvocation(CallTree.CALLS)
public class CallTreeBenchmark extends WovenBenchmark {

  @Override
  void runPlain() {
    CallTree.run();
  }

  @Override
  void runClockPair() {
    io.targetedprofiler.examples.benchmarks.workloads.clockpair.CallTree.run();
  }

  @Override
  void runWoven() {
    io.targetedprofiler.examples.benchmarks.workloads.woven.CallTree.run();
  }

  /** Woven and profiled with a root and a report for each tree, divided among its 84 calls. */
  @Benchmark
  @Fork(jvmArgsAppend = "-Dprofiler.timing=full")
  public void activeWithRoot() {
    io.targetedprofiler.examples.benchmarks.workloads.woven.CallTree.profiled();
  }

  /** Micrometer's {@code @Timed} on each method, with its woven {@code TimedAspect}. */
  @Benchmark
  public void micrometerTimed(SimpleRegistry registry) {
    io.targetedprofiler.examples.benchmarks.workloads.timed.CallTree.run();
  }

  /** Micrometer's {@code @Observed} on each method, with its woven {@code ObservedAspect}. */
  @Benchmark
  public void micrometerObserved(TimedObservations observations) {
    io.targetedprofiler.examples.benchmarks.workloads.observed.CallTree.run();
  }

  /** Timer Ninja's {@code @TimerNinjaTracker} on each method, its aspect woven, its log off. */
  @Benchmark
  public void timerNinja() {
    io.targetedprofiler.examples.benchmarks.workloads.timerninja.CallTree.run();
  }

  /** Perf4J's {@code Slf4JStopWatch} around each body, by hand, its log off. */
  @Benchmark
  public void perf4j() {
    io.targetedprofiler.examples.benchmarks.workloads.perf4j.CallTree.run();
  }

  /** A split of a JavaSimon stopwatch around each body, by hand. */
  @Benchmark
  public void javaSimon() {
    io.targetedprofiler.examples.benchmarks.workloads.javasimon.CallTree.run();
  }

  /** An OpenTelemetry span around each body, by hand, made current so that it has children. */
  @Benchmark
  public void openTelemetry(ExportedSpans spans) {
    io.targetedprofiler.examples.benchmarks.workloads.opentelemetry.CallTree.run();
  }

  /** A JFR event of our own around each body, by hand, being recorded. */
  @Benchmark
  public void jfrEvent(FlightRecording.OfEvents recording) {
    io.targetedprofiler.examples.benchmarks.workloads.jfrevent.CallTree.run();
  }

  /** JFR's own instrumentation: a count and times for each method. */
  @Benchmark
  public void jfrMethodTiming(FlightRecording.OfMethodTiming recording) {
    io.targetedprofiler.examples.benchmarks.workloads.jfrmethods.CallTree.run();
  }

  /** JFR's own instrumentation: an event with a stack trace for each call. */
  @Benchmark
  public void jfrMethodTrace(FlightRecording.OfMethodTrace recording) {
    io.targetedprofiler.examples.benchmarks.workloads.jfrmethods.CallTree.run();
  }
}
