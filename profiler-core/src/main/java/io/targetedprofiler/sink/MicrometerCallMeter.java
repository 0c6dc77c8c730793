package io.targetedprofiler.sink;

import io.micrometer.core.instrument.MeterRegistry;
import io.targetedprofiler.model.Tag;
import io.targetedprofiler.record.CallMeter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is measured of one profile's calls while they run and when they end. */
final class MicrometerCallMeter implements CallMeter {

  private final RegistryFailures failures;
  private final @Nullable ActiveCalls active;
  private final CallTimers timers;
  private final TaggedTimers tagged;

  MicrometerCallMeter(
      MeterRegistry registry, String profile, RegistryFailures failures, ProfilerLog log) {
    this.failures = failures;
    this.active = failures.contain(() -> ActiveCalls.of(registry, profile));
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
      ActiveCalls.stop(started);
    } catch (Throwable failure) {
      failures.say(failure);
    }
  }
}
