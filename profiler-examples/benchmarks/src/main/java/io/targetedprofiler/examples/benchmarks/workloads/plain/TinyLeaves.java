package io.targetedprofiler.examples.benchmarks.workloads.plain;

import io.targetedprofiler.NoProfile;
import org.openjdk.jmh.infra.Blackhole;

/** Four calls of some microseconds, each of which makes a thousand calls of a few ns. */
public final class TinyLeaves {

  /** Probed calls of one {@link #run}. */
  public static final int CALLS = 4 + 4 * 1000;

  private static final int PARENTS = 4;
  private static final int LEAVES = 1000;
  private static final int WORK = 2;

  private TinyLeaves() {}

  /** All calls, beneath whatever is being profiled. */
  @NoProfile
  public static void run() {
    for (int i = 0; i < PARENTS; i++) {
      parent();
    }
  }

  // above parent
  private static void parent() {
    // enter parent
    for (int i = 0; i < LEAVES; i++) {
      leaf();
    }
    // exit parent
  }

  // above leaf
  private static void leaf() {
    // enter leaf
    Blackhole.consumeCPU(WORK);
    // exit leaf
  }
}
