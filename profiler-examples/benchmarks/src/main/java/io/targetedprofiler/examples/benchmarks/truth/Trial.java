package io.targetedprofiler.examples.benchmarks.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Thirty warm runs under this JVM's timing policy, and the verdict. */
public final class Trial {

  private static final int RUNS = 30;

  /** Some seven seconds: by then the profiler has measured its compiled probes. */
  private static final int WARM_UP_RUNS = 18;

  private Trial() {}

  /** Exits with 1 if the reports are not true enough. */
  public static void main(String[] args) {
    Calibration.iterations(); // compiles the work, so that the second figure is that of warm code
    IntUnaryOperator iterations = Calibration.iterations();
    List<Run> runs = new ArrayList<>();
    try (Experiment experiment = new Experiment(iterations)) {
      for (int run = 0; run < WARM_UP_RUNS + RUNS; run++) {
        Run ended = experiment.run(run);
        if (run >= WARM_UP_RUNS) {
          runs.add(ended);
        }
      }
    }
    TruthTable table = new TruthTable(runs);
    System.out.print(table.render());
    List<String> failures = table.failures();
    failures.forEach(failure -> System.out.println("FAILED " + failure));
    System.out.println(failures.isEmpty() ? "passed" : "failed");
    System.exit(failures.isEmpty() ? 0 : 1);
  }
}
