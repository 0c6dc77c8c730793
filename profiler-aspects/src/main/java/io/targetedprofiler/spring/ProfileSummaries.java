package io.targetedprofiler.spring;

import io.targetedprofiler.model.Argument;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.Outcome;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the endpoint lists: whatever JSON library Boot has writes these records as they are.
 *
 * @param profiles by name
 */
record ProfileSummaries(List<OfProfile> profiles) {

  private static final int SHOWN = 5;

  /**
   * A profile.
   *
   * @param latest the report with the highest number
   * @param slowest of those that returned, the slowest first
   * @param failed the latest first
   */
  record OfProfile(
      String profile, OfReport latest, List<OfReport> slowest, List<OfReport> failed) {}

  /**
   * A report.
   *
   * @param started ISO 8601, in UTC
   */
  record OfReport(
      long id,
      String started,
      long durationNanos,
      String outcome,
      String exception,
      String thread,
      String traceId,
      String spanId,
      Map<String, String> arguments) {

    static OfReport of(CallReport report) {
      Map<String, String> arguments = new LinkedHashMap<>();
      for (Argument argument : report.arguments()) {
        arguments.put(argument.name(), argument.value());
      }
      return new OfReport(
          report.id(),
          report.started().toString(),
          report.usage().wallNanos(),
          report.outcome().tag(),
          report.exception(),
          report.thread(),
          report.traceId(),
          report.spanId(),
          arguments);
    }
  }

  /**
   * Of some reports.
   *
   * @param reports the newest first
   */
  static ProfileSummaries of(List<CallReport> reports) {
    return new ProfileSummaries(
        reports.stream()
            .collect(Collectors.groupingBy(CallReport::profile, TreeMap::new, Collectors.toList()))
            .entrySet()
            .stream()
            .map(entry -> ofProfile(entry.getKey(), entry.getValue()))
            .toList());
  }

  private static OfProfile ofProfile(String profile, List<CallReport> reports) {
    Stream<CallReport> returned =
        reports.stream()
            .filter(report -> report.outcome() != Outcome.THREW)
            .sorted(
                Comparator.comparingLong((CallReport report) -> report.usage().wallNanos())
                    .reversed());
    Stream<CallReport> failed =
        reports.stream().filter(report -> report.outcome() == Outcome.THREW);
    return new OfProfile(
        profile, OfReport.of(reports.get(0)), summaries(returned), summaries(failed));
  }

  private static List<OfReport> summaries(Stream<CallReport> reports) {
    return reports.limit(SHOWN).map(OfReport::of).toList();
  }
}
