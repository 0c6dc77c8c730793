package io.targetedprofiler.examples.benchmarks;

import io.targetedprofiler.examples.benchmarks.workloads.Tracing;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Spans are sampled and come as far as the exporter. */
@State(Scope.Benchmark)
public class ExportedSpans {

  /** Makes sure that some did. */
  @TearDown(Level.Trial)
  public void check() {
    if (Tracing.exported() == 0) {
      throw new IllegalStateException("no span was exported");
    }
  }
}
