package io.targetedprofiler;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Settings that the program itself gives before the first profiled call. Immutable; the place where
 * they wait for the profiler to start is one for the process, as the profiler is.
 *
 * @param place where they come from, for messages
 * @param values by their full keys
 */
record GivenSettings(String place, Map<String, String> values) {

  static final GivenSettings NONE = new GivenSettings("program", Map.of());

  private static final AtomicReference<GivenSettings> LATEST = new AtomicReference<>();
  private static final AtomicBoolean TAKEN = new AtomicBoolean();

  GivenSettings {
    values = Map.copyOf(values);
  }

  /** False if the profiler has started with others before. */
  boolean give() {
    if (TAKEN.get()) {
      return latest().equals(this);
    }
    LATEST.set(this);
    return true;
  }

  static GivenSettings take() {
    TAKEN.set(true);
    return latest();
  }

  private static GivenSettings latest() {
    return Objects.requireNonNullElse(LATEST.get(), NONE);
  }
}
