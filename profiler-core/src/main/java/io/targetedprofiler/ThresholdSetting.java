package io.targetedprofiler;

import io.targetedprofiler.record.RecentPercentile;
import io.targetedprofiler.record.Threshold;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A threshold as users write it: {@code 50ms}, or {@code p99} of the target's recent calls.
 *
 * @param text as it is written; empty for none
 * @param nanos shortest call to be reported; 0 for all
 * @param percentile what the slowest calls exceed; 0 if that does not matter
 */
record ThresholdSetting(String text, long nanos, double percentile) {

  /** Every call is reported. */
  static final ThresholdSetting NONE = new ThresholdSetting("", 0, 0);

  /** The slowest in a hundred, of requests, which nobody chose. */
  static final ThresholdSetting OF_REQUESTS = new ThresholdSetting("p99", 0, 99);

  /** For messages: what is allowed. */
  static final String ALLOWED =
      Durations.ALLOWED + "; or a percentile of recent calls from p50 to p99.9, such as p99";

  private static final Pattern PERCENTILE = Pattern.compile("p([5-9]\\d(?:\\.\\d)?)");

  /** Null if the text is malformed. */
  static @Nullable ThresholdSetting parse(String text) {
    String stripped = text.strip();
    Matcher percentile = PERCENTILE.matcher(stripped);
    if (stripped.isEmpty()) {
      return NONE;
    }
    return percentile.matches()
        ? new ThresholdSetting(stripped, 0, Double.parseDouble(percentile.group(1)))
        : Durations.parseNanos(stripped)
            .map(nanos -> new ThresholdSetting(stripped, nanos, 0))
            .orElse(null);
  }

  /** What calls have to reach; a new one for each target. */
  Threshold threshold() {
    return percentile > 0 ? new RecentPercentile(percentile) : Threshold.of(nanos);
  }

  @Override
  public String toString() {
    return text.isEmpty() ? "none" : text;
  }
}
