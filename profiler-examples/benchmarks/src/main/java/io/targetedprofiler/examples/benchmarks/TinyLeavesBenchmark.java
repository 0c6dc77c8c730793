package io.targetedprofiler.examples.benchmarks;

import io.targetedprofiler.examples.benchmarks.workloads.plain.TinyLeaves;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * Few calls of some microseconds, with very many calls of a few ns beneath: what thinning is for.
 */
@OperationsPerInvocation(TinyLeaves.CALLS)
public class TinyLeavesBenchmark extends WovenBenchmark {

  @Override
  void runPlain() {
    TinyLeaves.run();
  }

  @Override
  void runClockPair() {
    io.targetedprofiler.examples.benchmarks.workloads.clockpair.TinyLeaves.run();
  }

  @Override
  void runWoven() {
    io.targetedprofiler.examples.benchmarks.workloads.woven.TinyLeaves.run();
  }
}
