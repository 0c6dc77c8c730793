package io.targetedprofiler.sink;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.targetedprofiler.model.CallTree;
import io.targetedprofiler.record.CallMeter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Meters in Micrometer. Timers and counters are written on the thread that calls; {@code
 * profiler.methods}, {@code profiler.methods.self} and {@code profiler.overhead} follow with the
 * reports. A registry that throws is said once a minute on the logger {@code profiler} and disturbs
 * nobody.
 *
 * <p>At most 1,000 profiles have meters of their own; further names, which only code that makes up
 * names can reach, are counted together as {@code other}.
 */
public final class MicrometerMeters implements Meters {

  static final int MAX_PROFILES = 1_000;

  /** Tag value of whatever has no series of its own. */
  static final String OTHER = "other";

  private final MeterRegistry registry;
  private final RegistryFailures failures;
  private final ProfilerLog log;
  private final Map<String, ProfileMeters> profiles = new ConcurrentHashMap<>();

  private MicrometerMeters(MeterRegistry registry, ProfilerLog log) {
    this.registry = registry;
    this.log = log;
    this.failures = new RegistryFailures(log);
  }

  /**
   * Meters in {@link Metrics#globalRegistry}. Registries that are added to it later get them too,
   * and count from then on.
   *
   * @param log told when the registry throws
   */
  public static MicrometerMeters global(ProfilerLog log) {
    return in(Metrics.globalRegistry, log);
  }

  /**
   * Meters in a registry of the user's choice.
   *
   * @param registry where they are registered, each once
   * @param log told when the registry throws
   */
  public static MicrometerMeters in(MeterRegistry registry, ProfilerLog log) {
    return new MicrometerMeters(registry, log);
  }

  /**
   * Meters in a registry of the user's choice.
   *
   * @param registry where they are registered, each once
   */
  public static MicrometerMeters in(MeterRegistry registry) {
    return in(registry, new ProfilerLog());
  }

  @Override
  public CallMeter of(String profile) {
    return meters(profile).calls();
  }

  @Override
  public void accept(String profile, CallTree tree) {
    try {
      meters(profile).add(tree);
    } catch (Throwable failure) {
      failures.say(failure);
    }
  }

  @Override
  public void dropped(String profile) {
    meters(profile).dropped();
  }

  @Override
  public void suppressed(String profile) {
    meters(profile).suppressed();
  }

  /**
   * Takes the meters back that hold functions of ours, which a registry that outlives us would
   * keep; timers and counters stay.
   */
  @Override
  public void close() {
    profiles.values().forEach(ProfileMeters::close);
  }

  private ProfileMeters meters(String profile) {
    ProfileMeters known = profiles.get(profile);
    if (known != null) {
      return known;
    }
    String bounded = profiles.size() < MAX_PROFILES ? profile : OTHER;
    return profiles.computeIfAbsent(
        bounded, name -> new ProfileMeters(registry, name, failures, log));
  }
}
