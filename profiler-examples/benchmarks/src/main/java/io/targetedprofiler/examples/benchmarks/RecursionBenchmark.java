package io.targetedprofiler.examples.benchmarks;

import io.targetedprofiler.examples.benchmarks.workloads.plain.Recursion;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** One method that calls itself 300 deep: a tree that is all depth. */
@OperationsPerInvocation(Recursion.CALLS)
public class RecursionBenchmark extends WovenBenchmark {

  @Override
  void runPlain() {
    Recursion.run();
  }

  @Override
  void runClockPair() {
    io.targetedprofiler.examples.benchmarks.workloads.clockpair.Recursion.run();
  }

  @Override
  void runWoven() {
    io.targetedprofiler.examples.benchmarks.workloads.woven.Recursion.run();
  }
}
