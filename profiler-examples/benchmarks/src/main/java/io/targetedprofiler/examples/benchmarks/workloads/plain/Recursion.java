package io.targetedprofiler.examples.benchmarks.workloads.plain;

import io.targetedprofiler.NoProfile;
import org.openjdk.jmh.infra.Blackhole;

/** A method that calls itself 300 deep, and works for some ns at each level. */
public final class Recursion {

  /** Probed calls of one {@link #run}; fewer than the deepest call path that is recorded. */
  public static final int CALLS = 300;

  private static final int WORK = 5;

  private Recursion() {}

  /** All calls, beneath whatever is being profiled. */
  @NoProfile
  public static void run() {
    descend(CALLS);
  }

  // above descend
  private static void descend(int levels) {
    // enter descend
    Blackhole.consumeCPU(WORK);
    if (levels > 1) {
      descend(levels - 1);
    }
    // exit descend
  }
}
