package io.targetedprofiler.examples.benchmarks.workloads.plain;

import io.targetedprofiler.NoProfile;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;

/** Tasks that do next to nothing, handed to an executor. */
public final class Errands {

  private Errands() {}

  /** Hands so many tasks over, as most programs do. */
  @NoProfile
  public static void submit(ExecutorService executor, Runnable task, int tasks) {
    for (int i = 0; i < tasks; i++) {
      executor.submit(task);
    }
  }

  /** Hands one over. */
  @NoProfile
  public static void execute(Executor executor, Runnable task) {
    executor.execute(task);
  }
}
