package io.targetedprofiler;

import io.targetedprofiler.record.RecentPercentile;
import io.targetedprofiler.record.SlowestOfMinute;
import io.targetedprofiler.record.Threshold;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A threshold as users write it: {@code 50ms}, {@code p99} of the target's recent calls, or the
 * {@code slowest5} of its minute.
 *
 * @param text as it is written; empty for none
 * @param nanos shortest call to be reported; 0 for all
 * @param percentile what the slowest calls exceed; 0 if that does not matter
 * @param ofMinute how many calls of a minute are reported; 0 if that does not matter
 */
record ThresholdSetting(String text, long nanos, double percentile, int ofMinute) {

  /** Every call is reported. */
  static final ThresholdSetting NONE = new ThresholdSetting("", 0, 0, 0);

  /** The slowest five of a minute, of requests, which nobody chose. */
  static final ThresholdSetting OF_REQUESTS = new ThresholdSetting("slowest5", 0, 0, 5);

  /** For messages: what is allowed. */
  static final String ALLOWED =
      Durations.ALLOWED
          + "; a percentile of recent calls from p50 to p99.9, such as p99; or slowest1 to slowest100 of each minute";

  private static final Pattern PERCENTILE = Pattern.compile("p([5-9]\\d(?:\\.\\d)?)");
  private static final Pattern SLOWEST = Pattern.compile("slowest([1-9]\\d?|100)");

  /** Null if the text is malformed. */
  static @Nullable ThresholdSetting parse(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty()) {
      return NONE;
    }
    Matcher percentile = PERCENTILE.matcher(stripped);
    if (percentile.matches()) {
      return new ThresholdSetting(stripped, 0, Double.parseDouble(percentile.group(1)), 0);
    }
    Matcher slowest = SLOWEST.matcher(stripped);
    if (slowest.matches()) {
      return new ThresholdSetting(stripped, 0, 0, Integer.parseInt(slowest.group(1)));
    }
    return Durations.parseNanos(stripped)
        .map(nanos -> new ThresholdSetting(stripped, nanos, 0, 0))
        .orElse(null);
  }

  /** Whether it depends on the target's other calls. */
  boolean isRelative() {
    return percentile > 0 || ofMinute > 0;
  }

  /** What calls have to reach; a new one for each target. */
  Threshold threshold() {
    if (ofMinute > 0) {
      return new SlowestOfMinute(ofMinute);
    }
    return percentile > 0 ? new RecentPercentile(percentile) : Threshold.of(nanos);
  }

  @Override
  public String toString() {
    return text.isEmpty() ? "none" : text;
  }
}
