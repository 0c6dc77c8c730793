package io.targetedprofiler.sink;

import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.targetedprofiler.model.ExceptionNames;
import io.targetedprofiler.model.Outcome;
import io.targetedprofiler.record.CallMeter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The timers of one profile's calls. That of calls that return is at hand in a field; those of
 * calls that throw are one look-up by class name away (not by class, which would pin the class
 * loader of a user's exception).
 */
final class MicrometerCallMeter implements CallMeter {

  static final int MAX_EXCEPTIONS = 100;

  private final MeterRegistry registry;
  private final String profile;
  private final RegistryFailures failures;
  private final @Nullable LongTaskTimer active;
  private final @Nullable Timer returned;

  /** By binary name of the exception's class; empty if the registry refused the timer. */
  private final Map<String, Optional<Timer>> threw = new ConcurrentHashMap<>();

  MicrometerCallMeter(MeterRegistry registry, String profile, RegistryFailures failures) {
    this.registry = registry;
    this.profile = profile;
    this.failures = failures;
    this.active =
        failures.contain(
            () ->
                LongTaskTimer.builder("profiler.calls.active")
                    .description("Profiled calls in progress")
                    .tag("profile", profile)
                    .register(registry));
    this.returned = register(Outcome.RETURNED, "none");
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
    stop(started);
    try {
      Timer timer = thrown == null ? returned : timer(thrown.getClass());
      if (timer != null) {
        timer.record(nanos, TimeUnit.NANOSECONDS);
      }
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

  private @Nullable Timer timer(Class<?> exception) {
    Optional<Timer> known = threw.get(exception.getName());
    return (known != null ? known : newTimer(exception)).orElse(null);
  }

  /**
   * Once {@code other} is in use, every further class ends here; the lock costs them less than
   * their exception did.
   */
  private synchronized Optional<Timer> newTimer(Class<?> exception) {
    boolean full = threw.size() >= MAX_EXCEPTIONS;
    String key = full ? MicrometerMeters.OTHER : exception.getName();
    String tag = full ? MicrometerMeters.OTHER : ExceptionNames.simple(exception);
    return threw.computeIfAbsent(key, k -> Optional.ofNullable(register(Outcome.THREW, tag)));
  }

  private @Nullable Timer register(Outcome outcome, String exception) {
    return failures.contain(
        () ->
            Timer.builder("profiler.calls")
                .description("Profiled calls")
                .tag("profile", profile)
                .tag("outcome", outcome.tag())
                .tag("exception", exception)
                .register(registry));
  }
}
