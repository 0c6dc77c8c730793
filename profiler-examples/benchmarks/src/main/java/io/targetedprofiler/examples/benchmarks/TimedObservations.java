package io.targetedprofiler.examples.benchmarks;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler.IgnoredMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.Observations;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A handler that times observations, behind the global registry of them, which is what the woven
 * aspect observes with. It keeps no timer of observations under way, which would cost more.
 */
@State(Scope.Benchmark)
public class TimedObservations {

  private final MeterRegistry meters = new SimpleMeterRegistry();

  /** Sets the registry. */
  @Setup(Level.Trial)
  public void set() {
    ObservationRegistry registry = ObservationRegistry.create();
    registry
        .observationConfig()
        .observationHandler(
            new DefaultMeterObservationHandler(meters, IgnoredMeters.LONG_TASK_TIMER));
    Observations.setRegistry(registry);
  }

  /** Resets it, if the aspect did observe. */
  @TearDown(Level.Trial)
  public void reset() {
    if (meters.getMeters().isEmpty()) {
      throw new IllegalStateException("nothing was observed");
    }
    Observations.resetRegistry();
  }
}
