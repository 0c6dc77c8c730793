package io.targetedprofiler.sink;

import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.targetedprofiler.model.Tag;
import io.targetedprofiler.record.CallMeter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is measured of one profile's calls while they run and when they end. */
final class MicrometerCallMeter implements CallMeter {

  private final RegistryFailures failures;
  private final @Nullable LongTaskTimer active;
  private final CallTimers timers;
  private final TaggedTimers tagged;

  MicrometerCallMeter(
      MeterRegistry registry, String profile, RegistryFailures failures, ProfilerLog log) {
    this.failures = failures;
    this.active =
        failures.contain(
            () ->
                LongTaskTimer.builder("profiler.calls.active")
                    .description("Profiled calls in progress")
                    .tag("profile", profile)
                    .register(registry));
    this.timers = new CallTimers(registry, profile, List.of(), failures);
    this.tagged =
        new TaggedTimers(profile, tags -> new CallTimers(registry, profile, tags, failures), log);
  }

  @Override
  public @Nullable Object started() {
    if (active == null) {
      return null;
    }
    try {
      return active.start();
    } catch (Throwable failure) {
      failures.say(failure);
      return null;
    }
  }

  @Override
  public void ended(@Nullable Object started, long nanos, @Nullable Throwable thrown) {
    ended(started, nanos, thrown, List.of());
  }

  @Override
  public void ended(
      @Nullable Object started, long nanos, @Nullable Throwable thrown, List<Tag> tags) {
    stop(started);
    try {
      CallTimers chosen = tags.isEmpty() ? timers : tagged.of(tags);
      chosen.record(nanos, thrown);
    } catch (Throwable failure) {
      failures.say(failure);
    }
  }

  private void stop(@Nullable Object started) {
    try {
      if (started instanceof LongTaskTimer.Sample sample) {
        sample.stop();
      }
    } catch (Throwable failure) {
      failures.say(failure);
    }
  }
}
