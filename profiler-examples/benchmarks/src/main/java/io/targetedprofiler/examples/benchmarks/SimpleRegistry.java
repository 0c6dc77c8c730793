package io.targetedprofiler.examples.benchmarks;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A real registry behind the global one, which is what a woven aspect of Micrometer records to. */
@State(Scope.Benchmark)
public class SimpleRegistry {

  private final MeterRegistry registry = new SimpleMeterRegistry();

  /** Adds the registry. */
  @Setup(Level.Trial)
  public void add() {
    Metrics.addRegistry(registry);
  }

  /** Removes it, if the aspect did record. */
  @TearDown(Level.Trial)
  public void remove() {
    if (registry.getMeters().isEmpty()) {
      throw new IllegalStateException("nothing was timed");
    }
    Metrics.removeRegistry(registry);
  }
}
