package io.targetedprofiler.examples.benchmarks;

import io.targetedprofiler.record.Gate;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Nothing has ever been profiled in this JVM. The gate is sticky, so this needs a fork. */
@State(Scope.Benchmark)
public class NothingProfiled {

  /** Makes sure that it stayed so. */
  @TearDown(Level.Trial)
  public void check() {
    if (Gate.isOpen()) {
      throw new IllegalStateException("something was profiled: run this benchmark in its own fork");
    }
  }
}
