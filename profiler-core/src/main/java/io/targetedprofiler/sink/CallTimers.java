package io.targetedprofiler.sink;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.targetedprofiler.model.ExceptionNames;
import io.targetedprofiler.model.Outcome;
import io.targetedprofiler.model.Tag;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The timers of the calls of one profile that have the same tags. That of calls that return is at
 * hand in a field; those of calls that throw are one look-up by class name away (not by class,
 * which would pin the class loader of a user's exception).
 */
final class CallTimers {

  static final int MAX_EXCEPTIONS = 100;

  private final MeterRegistry registry;
  private final String profile;
  private final List<Tag> tags;
  private final RegistryFailures failures;
  private final @Nullable Timer returned;

  /** By binary name of the exception's class; empty if the registry refused the timer. */
  private final Map<String, Optional<Timer>> threw = new ConcurrentHashMap<>();

  CallTimers(MeterRegistry registry, String profile, List<Tag> tags, RegistryFailures failures) {
    this.registry = registry;
    this.profile = profile;
    this.tags = tags;
    this.failures = failures;
    this.returned = register(Outcome.RETURNED, "none");
  }

  void record(long nanos, @Nullable Throwable thrown) {
    Timer timer = thrown == null ? returned : timer(thrown.getClass());
    if (timer != null) {
      timer.record(nanos, TimeUnit.NANOSECONDS);
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
        () -> {
          Timer.Builder timer =
              Timer.builder("profiler.calls")
                  .description("Profiled calls")
                  .tag("profile", profile)
                  .tag("outcome", outcome.tag())
                  .tag("exception", exception);
          tags.forEach(tag -> timer.tag(tag.name(), tag.value()));
          return timer.register(registry);
        });
  }
}
