package io.targetedprofiler.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.Profiler;
import io.targetedprofiler.examples.benchmarks.workloads.plain.CallTree;
import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.sink.ReportSink;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** One short iteration of everything: measures nothing, keeps the benchmarks from rotting. */
@DisplayName("The benchmarks")
class BenchmarksSmokeTest {

  private static final String IDLE = "\\.idle$";

  @Test
  @DisplayName("run, and those that profile are recorded")
  void others() throws RunnerException {
    ChainedOptionsBuilder all = brief().exclude(IDLE).forks(0);
    if (!Benchmarks.hasMethodEvents()) {
      all.exclude(Benchmarks.NEED_JDK_25);
    }
    Queue<CallReport> reports = new ConcurrentLinkedQueue<>();
    ReportSink collector = reports::add;
    Profiler.addSink(collector);
    try {
      assertThat(run(all)).hasSizeGreaterThanOrEqualTo(45);
      assertThat(Profiler.flush(Duration.ofSeconds(10))).isTrue();
    } finally {
      Profiler.removeSink(collector);
    }

    assertThat(reports)
        .extracting(CallReport::profile)
        .contains("tree", "iteration", "elsewhere", "root", "single");
    assertThat(reports)
        .filteredOn(report -> report.profile().equals("tree"))
        .allSatisfy(report -> assertThat(inner(report)).isEqualTo(CallTree.CALLS));
    assertThat(reports)
        .filteredOn(report -> report.profile().equals("iteration"))
        .allSatisfy(report -> assertThat(inner(report) + tasks(report)).isPositive());
  }

  @Test
  @DisplayName("of idle probes run in a fork in which nothing was profiled")
  void idle() throws RunnerException {
    assertThat(run(brief().include(IDLE).forks(1))).hasSizeGreaterThanOrEqualTo(5);
  }

  @Test
  @DisplayName("are woven only where they say so")
  void woven() {
    assertThat(Profiler.isWoven(CallTree.class)).isFalse();
    assertThat(
            Profiler.isWoven(
                io.targetedprofiler.examples.benchmarks.workloads.clockpair.CallTree.class))
        .isFalse();
    assertThat(
            Profiler.isWoven(
                io.targetedprofiler.examples.benchmarks.workloads.woven.CallTree.class))
        .isTrue();
  }

  @Test
  @DisplayName("of peers are woven by the peers' own aspects")
  void wovenByPeers() {
    assertThat(
            List.of(
                io.targetedprofiler.examples.benchmarks.workloads.timed.CallTree.class,
                io.targetedprofiler.examples.benchmarks.workloads.observed.CallTree.class,
                io.targetedprofiler.examples.benchmarks.workloads.timerninja.CallTree.class))
        .allSatisfy(
            type ->
                assertThat(type.getDeclaredMethods())
                    .extracting(Method::getName)
                    .anyMatch(name -> name.startsWith("leaf_aroundBody")));
  }

  private static Collection<RunResult> run(ChainedOptionsBuilder options) throws RunnerException {
    return new Runner(options.build()).run();
  }

  private static ChainedOptionsBuilder brief() {
    return new OptionsBuilder()
        .warmupIterations(0)
        .measurementIterations(1)
        .measurementTime(TimeValue.milliseconds(10))
        .verbosity(VerboseMode.SILENT)
        .shouldFailOnError(true);
  }

  private static long inner(CallReport report) {
    CallNode root = report.tree().root();
    return calls(root) - root.calls();
  }

  private static long tasks(CallReport report) {
    return report.tree().async().stream().mapToLong(work -> work.tree().root().calls()).sum();
  }

  private static long calls(CallNode node) {
    return node.calls() + node.children().stream().mapToLong(BenchmarksSmokeTest::calls).sum();
  }
}
