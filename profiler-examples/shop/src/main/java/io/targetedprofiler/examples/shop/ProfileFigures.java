package io.targetedprofiler.examples.shop;

import java.util.Map;
import java.util.TreeMap;

/**
 * What the profiler's meters say of one profile.
 *
 * @param outcomes marked calls by outcome, {@code returned} or {@code threw}
 * @param seconds in all marked calls together
 * @param calls by method
 * @param selfSeconds by method, without the time in other woven methods
 */
record ProfileFigures(
    Map<String, Long> outcomes,
    double seconds,
    Map<String, Long> calls,
    Map<String, Double> selfSeconds) {

  /** What was added from one scrape to a later one. */
  static ProfileFigures between(Scrape before, Scrape after, String profile) {
    Map<String, Double> seconds =
        growth(before, after, "profiler_calls_seconds_sum", profile, "profile");
    return new ProfileFigures(
        whole(growth(before, after, "profiler_calls_seconds_count", profile, "outcome")),
        seconds.getOrDefault(profile, 0.0),
        whole(growth(before, after, "profiler_methods_seconds_count", profile, "method")),
        growth(before, after, "profiler_methods_self_seconds_sum", profile, "method"));
  }

  long markedCalls() {
    return outcomes.values().stream().mapToLong(Long::longValue).sum();
  }

  /** A method's own time as a share of the time of all marked calls, from 0 to 1. */
  double share(String method) {
    return selfSeconds.getOrDefault(method, 0.0) / seconds;
  }

  private static Map<String, Double> growth(
      Scrape before, Scrape after, String metric, String profile, String label) {
    Map<String, Double> old = before.byLabel(metric, profile, label);
    Map<String, Double> growth = new TreeMap<>(after.byLabel(metric, profile, label));
    growth.replaceAll((value, now) -> now - old.getOrDefault(value, 0.0));
    return growth;
  }

  private static Map<String, Long> whole(Map<String, Double> counts) {
    Map<String, Long> whole = new TreeMap<>();
    counts.forEach((label, count) -> whole.put(label, Math.round(count)));
    return whole;
  }
}
