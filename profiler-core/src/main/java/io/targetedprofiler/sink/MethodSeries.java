package io.targetedprofiler.sink;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.targetedprofiler.model.MethodTotals;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The two function timers of one method and what they show. Written by one thread, read by those
 * that scrape. Registries hold this object weakly, so whoever makes it has to keep it.
 */
final class MethodSeries {

  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong totalNanos = new AtomicLong();
  private final AtomicLong selfNanos = new AtomicLong();
  private final RegistryFailures failures;
  private final @Nullable Meter total;
  private final @Nullable Meter self;

  MethodSeries(MeterRegistry registry, String profile, String method, RegistryFailures failures) {
    this.failures = failures;
    this.total =
        failures.contain(
            () ->
                timer("profiler.methods", s -> s.totalNanos.get(), profile, method)
                    .description("Calls of a method within profiled calls, with its callees' time")
                    .register(registry));
    this.self =
        failures.contain(
            () ->
                timer("profiler.methods.self", s -> s.selfNanos.get(), profile, method)
                    .description("Calls of a method within profiled calls, with its own time only")
                    .register(registry));
  }

  /** An estimate may be below zero by its error; a series must not go back. */
  void add(MethodTotals totals) {
    calls.addAndGet(Math.max(0, totals.calls()));
    totalNanos.addAndGet(Math.max(0, totals.totalNanos()));
    selfNanos.addAndGet(Math.max(0, totals.selfNanos()));
  }

  void removeFrom(MeterRegistry registry) {
    remove(registry, total);
    remove(registry, self);
  }

  private void remove(MeterRegistry registry, @Nullable Meter meter) {
    if (meter == null) {
      return;
    }
    try {
      registry.remove(meter);
    } catch (Throwable failure) {
      failures.say(failure);
    }
  }

  private FunctionTimer.Builder<MethodSeries> timer(
      String name, ToDoubleFunction<MethodSeries> nanos, String profile, String method) {
    return FunctionTimer.builder(name, this, s -> s.calls.get(), nanos, TimeUnit.NANOSECONDS)
        .tag("profile", profile)
        .tag("method", method);
  }
}
