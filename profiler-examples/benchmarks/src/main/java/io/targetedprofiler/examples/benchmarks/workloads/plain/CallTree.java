package io.targetedprofiler.examples.benchmarks.workloads.plain;

import io.targetedprofiler.NoProfile;
import io.targetedprofiler.Profile;
import org.openjdk.jmh.infra.Blackhole;

/** 84 calls in three levels, four calls in each; the 64 leaves work for about 10 ns each. */
public final class CallTree {

  /** Probed calls of one {@link #run}. */
  public static final int CALLS = 4 + 4 * 4 + 4 * 4 * 4;

  private static final int FAN_OUT = 4;
  private static final int WORK = 5;

  private CallTree() {}

  /** The 84 calls, beneath whatever is being profiled. */
  @NoProfile
  public static void run() {
    for (int i = 0; i < FAN_OUT; i++) {
      branch();
    }
  }

  /** The 84 calls as one profiled call. */
  @Profile("tree")
  public static void profiled() {
    run();
  }

  // above branch
  private static void branch() {
    // enter branch
    for (int i = 0; i < FAN_OUT; i++) {
      twig();
    }
    // exit branch
  }

  // above twig
  private static void twig() {
    // enter twig
    for (int i = 0; i < FAN_OUT; i++) {
      leaf();
    }
    // exit twig
  }

  // above leaf
  private static void leaf() {
    // enter leaf
    Blackhole.consumeCPU(WORK);
    // exit leaf
  }
}
