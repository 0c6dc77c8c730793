package io.targetedprofiler.sink;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.CallTree;
import io.targetedprofiler.model.Tag;
import io.targetedprofiler.record.CallMeter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes each profiled call an observation {@code profiler.call} of Micrometer's as well, with the
 * key value {@code profile}, and through that a span, whose children are what is observed within
 * the call. Handlers run on the thread that is profiled, outside of what is measured. What they
 * throw is said and disturbs nobody.
 */
public final class ObservedCalls implements Meters {

  private final Meters meters;
  private final ObservationRegistry registry;
  private final RegistryFailures failures;

  /**
   * Observes what other meters count.
   *
   * @param meters count on
   * @param registry where calls are observed
   */
  public ObservedCalls(Meters meters, ObservationRegistry registry) {
    this.meters = meters;
    this.registry = registry;
    this.failures = new RegistryFailures(new ProfilerLog());
  }

  @Override
  public CallMeter of(String profile) {
    return new Observed(profile, meters.of(profile));
  }

  @Override
  public void accept(CallReport report) {
    meters.accept(report);
  }

  @Override
  public void accept(String profile, CallTree tree) {
    meters.accept(profile, tree);
  }

  @Override
  public void dropped(String profile) {
    meters.dropped(profile);
  }

  @Override
  public void suppressed(String profile) {
    meters.suppressed(profile);
  }

  @Override
  public void close() {
    meters.close();
  }

  /** A call in progress; what has to be closed on its thread is taken out there. */
  private static final class Started {
    final @Nullable Object metered;
    final Observation observation;
    Observation.@Nullable Scope scope;

    Started(@Nullable Object metered, Observation observation) {
      this.metered = metered;
      this.observation = observation;
    }

    void closeScope() {
      Observation.Scope open = scope;
      if (open != null) {
        scope = null;
        open.close();
      }
    }
  }

  private final class Observed implements CallMeter {

    private final String profile;
    private final CallMeter meter;

    Observed(String profile, CallMeter meter) {
      this.profile = profile;
      this.meter = meter;
    }

    @Override
    public @Nullable Object started() {
      Object metered = meter.started();
      try {
        Observation observation =
            Observation.createNotStarted("profiler.call", registry)
                .contextualName(profile)
                .lowCardinalityKeyValue("profile", profile)
                .start();
        Started started = new Started(metered, observation);
        started.scope = observation.openScope();
        return started;
      } catch (Throwable failure) {
        failures.say(failure);
        return metered;
      }
    }

    @Override
    public void left(@Nullable Object started) {
      if (started instanceof Started observed) {
        try {
          observed.closeScope();
        } catch (Throwable failure) {
          failures.say(failure);
        }
        meter.left(observed.metered);
      } else {
        meter.left(started);
      }
    }

    @Override
    public void ended(@Nullable Object started, long nanos, @Nullable Throwable thrown) {
      ended(started, nanos, thrown, List.of());
    }

    @Override
    public void ended(
        @Nullable Object started, long nanos, @Nullable Throwable thrown, List<Tag> tags) {
      if (started instanceof Started observed) {
        meter.ended(observed.metered, nanos, thrown, tags);
        stop(observed, thrown);
      } else {
        meter.ended(started, nanos, thrown, tags);
      }
    }

    private void stop(Started observed, @Nullable Throwable thrown) {
      try {
        if (thrown != null) {
          observed.observation.error(thrown);
        }
        observed.closeScope();
        observed.observation.stop();
      } catch (Throwable failure) {
        failures.say(failure);
      }
    }
  }
}
