package io.targetedprofiler.sink;

import io.micrometer.core.instrument.MeterRegistry;
import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.Frame;
import io.targetedprofiler.model.MethodTotals;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps {@code profiler.methods} and {@code profiler.methods.self} of one profile: a series for
 * each of the heaviest methods, and one named {@code other} for the rest.
 *
 * <p>Every series only ever grows. A method that comes to be heavy starts its own from zero, and
 * its past stays in {@code other}; one that has to make room is removed from the registry, and its
 * further calls go to {@code other}.
 */
final class MethodMeters {

  static final int MAX_METHODS = 50;

  private final MeterRegistry registry;
  private final String profile;
  private final RegistryFailures failures;
  private final HeaviestMethods heaviest = new HeaviestMethods(MAX_METHODS);
  private final Map<String, MethodSeries> series = new HashMap<>();

  MethodMeters(MeterRegistry registry, String profile, RegistryFailures failures) {
    this.registry = registry;
    this.profile = profile;
    this.failures = failures;
  }

  /** Adds one call tree. */
  synchronized void add(CallNode root) {
    heaviest.add(MethodTotals.of(root, SeriesNames::of)).forEach(this::close);

    // Summed anew by series: methods that share one may call each other, which must not count
    // twice.
    for (MethodTotals totals : MethodTotals.of(root, this::seriesOf)) {
      series.computeIfAbsent(totals.method(), this::open).add(totals);
    }
  }

  synchronized void close() {
    series.values().forEach(closed -> closed.removeFrom(registry));
    series.clear();
  }

  private String seriesOf(Frame frame) {
    String method = SeriesNames.of(frame);
    return heaviest.contains(method) ? method : MicrometerMeters.OTHER;
  }

  private MethodSeries open(String method) {
    return new MethodSeries(registry, profile, method, failures);
  }

  private void close(String method) {
    MethodSeries closed = series.remove(method);
    if (closed != null) {
      closed.removeFrom(registry);
    }
  }
}
