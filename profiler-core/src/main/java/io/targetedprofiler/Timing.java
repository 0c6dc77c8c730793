package io.targetedprofiler;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which calls are timed; the values of {@code profiler.timing}. */
enum Timing {
  /** As many as the overhead budget allows. */
  ADAPTIVE,
  /** Short ones once in so many. */
  THINNED,
  /** All of them. */
  FULL;

  /** The value that is written so; null if there is none. */
  static @Nullable Timing parse(String text) {
    for (Timing timing : values()) {
      if (timing.toString().equals(text)) {
        return timing;
      }
    }
    return null;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
