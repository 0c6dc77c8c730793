package io.targetedprofiler.sink;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.targetedprofiler.model.CallTree;
import io.targetedprofiler.record.CallMeter;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * All meters of one profile. Registered at once, so that a dashboard sees a zero before the first
 * event.
 */
final class ProfileMeters {

  private final MeterRegistry registry;
  private final RegistryFailures failures;
  private final CallMeter calls;
  private final MethodMeters methods;
  private final @Nullable Counter dropped;
  private final @Nullable Counter suppressed;
  private final @Nullable Meter overhead;

  /** Held here, because a function counter holds it weakly. */
  private final AtomicLong overheadNanos = new AtomicLong();

  ProfileMeters(
      MeterRegistry registry, String profile, RegistryFailures failures, ProfilerLog log) {
    this.registry = registry;
    this.failures = failures;
    this.calls = new MicrometerCallMeter(registry, profile, failures, log);
    this.methods = new MethodMeters(registry, profile, failures);
    this.dropped =
        reports(registry, profile, "dropped", "Reports that found no room in the queue of a sink");
    this.suppressed =
        reports(registry, profile, "suppressed", "Reports that the log's rate limit kept out");
    // No base unit: it would stand in the Prometheus name, whose conventions allow seconds only.
    this.overhead =
        failures.contain(
            () ->
                FunctionCounter.builder("profiler.overhead", overheadNanos, AtomicLong::doubleValue)
                    .description(
                        "Cost of the profiler itself within the profiled calls, in nanoseconds")
                    .tag("profile", profile)
                    .register(registry));
  }

  CallMeter calls() {
    return calls;
  }

  void add(CallTree tree) {
    overheadNanos.addAndGet(Math.max(0, tree.costNanos()));
    methods.add(tree.root());
  }

  void close() {
    methods.close();
    Meter registered = overhead;
    if (registered != null) {
      Meter unused = failures.contain(() -> registry.remove(registered));
    }
  }

  void dropped() {
    increment(dropped);
  }

  void suppressed() {
    increment(suppressed);
  }

  private @Nullable Counter reports(
      MeterRegistry registry, String profile, String fate, String description) {
    return failures.contain(
        () ->
            Counter.builder("profiler.reports." + fate)
                .description(description)
                .tag("profile", profile)
                .register(registry));
  }

  private void increment(@Nullable Counter counter) {
    if (counter == null) {
      return;
    }
    try {
      counter.increment();
    } catch (Throwable failure) {
      failures.say(failure);
    }
  }
}
