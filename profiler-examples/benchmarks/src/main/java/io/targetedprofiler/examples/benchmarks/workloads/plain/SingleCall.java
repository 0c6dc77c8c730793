package io.targetedprofiler.examples.benchmarks.workloads.plain;

import io.targetedprofiler.Profile;
import org.openjdk.jmh.infra.Blackhole;

/** A marked method that calls nothing, and works for some ns. */
public final class SingleCall {

  private static final int WORK = 5;

  private SingleCall() {}

  /** The one call: where it is woven, a whole profiled call. */
  @Profile("single")
  // above call
  public static void call() {
    // enter call
    Blackhole.consumeCPU(WORK);
    // exit call
  }
}
