package io.targetedprofiler.examples.benchmarks.truth;

import io.targetedprofiler.Profiler;
import io.targetedprofiler.examples.benchmarks.workloads.plain.KnownTree;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.sink.ReportSink;
import java.time.Duration;
import java.util.Queue;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntUnaryOperator;

/**
 * Runs the known tree by turns: calibration, the unwoven copy, calibration, the woven one under the
 * profiler, calibration. For one thread.
 */
final class Experiment implements AutoCloseable {

  private static final int ROUNDS = 15;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final IntUnaryOperator iterations;
  private final Queue<CallReport> reports = new ConcurrentLinkedQueue<>();
  private final ReportSink sink = this::collect;

  /**
   * Begins to listen to reports.
   *
   * @param iterations that stand for a nominal time
   */
  Experiment(IntUnaryOperator iterations) {
    this.iterations = iterations;
    Profiler.addSink(sink);
  }

  private void collect(CallReport report) {
    if (report.profile().equals(KnownTree.PROFILE)) {
      reports.add(report);
    }
  }

  /** One run. */
  Run run(long seed) {
    Plan plan = new Plan(seed);
    KnownTree unwoven = new KnownTree(name -> plan.script(name, iterations));
    var woven =
        new io.targetedprofiler.examples.benchmarks.workloads.woven.KnownTree(
            name -> plan.script(name, iterations));
    Calibration calibration = new Calibration(nominals(), iterations);
    calibrate(calibration);
    long start = System.nanoTime();
    unwoven.run();
    long unwovenNanos = System.nanoTime() - start;
    calibrate(calibration);
    woven.run();
    CallReport report = report();
    calibrate(calibration);
    return new Run(plan, calibration::nanos, unwovenNanos, report.tree());
  }

  private static void calibrate(Calibration calibration) {
    for (int round = 0; round < ROUNDS; round++) {
      calibration.round();
    }
  }

  private static SortedSet<Integer> nominals() {
    SortedSet<Integer> nominals = new TreeSet<>();
    KnownMethod.ALL.forEach(method -> nominals.addAll(method.load().nominals()));
    return nominals;
  }

  private CallReport report() {
    boolean delivered = Profiler.flush(PATIENCE);
    CallReport report = reports.poll();
    if (!delivered || report == null || !reports.isEmpty()) {
      throw new IllegalStateException("a run did not give one report");
    }
    return report;
  }

  @Override
  public void close() {
    Profiler.removeSink(sink);
  }
}
