package io.targetedprofiler.sink;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the meters and a registry, whose filters and back ends are other people's code and
 * may throw.
 */
final class RegistryFailures {

  private final ProfilerLog log;

  RegistryFailures(ProfilerLog log) {
    this.log = log;
  }

  /** Registers a meter; null if the registry throws. */
  <M> @Nullable M contain(Supplier<M> registration) {
    try {
      return registration.get();
    } catch (Throwable failure) {
      say(failure);
      return null;
    }
  }

  void say(Throwable failure) {
    log.warn(
        "meter registry", () -> "the meter registry failed; some calls are not counted", failure);
  }
}
