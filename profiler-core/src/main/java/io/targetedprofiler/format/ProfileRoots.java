package io.targetedprofiler.format;

import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.CallTree;
import io.targetedprofiler.model.Frame;
import io.targetedprofiler.model.ReportSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The calls of one profile on one thread within one trace, summed up.
 *
 * @param traceId empty for those outside any trace
 */
record ProfileRoots(
    String profile,
    String thread,
    String traceId,
    CallTree tree,
    OptionalLong cpuNanos,
    OptionalLong allocatedBytes) {

  private record Key(String profile, String thread, String traceId, Frame root) {}

  /** In the order in which they first occur. */
  static List<ProfileRoots> of(ReportSet reports) {
    Map<Key, List<CallReport>> groups = new LinkedHashMap<>();
    for (CallReport report : reports.reports()) {
      Key key =
          new Key(
              report.profile(), report.thread(), report.traceId(), report.tree().root().frame());
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(report);
    }
    List<ProfileRoots> roots = new ArrayList<>();
    groups.forEach(
        (key, group) ->
            roots.add(
                new ProfileRoots(
                    key.profile,
                    key.thread,
                    key.traceId,
                    new ReportSet(group).trees().get(0).tree(),
                    sum(group, report -> report.usage().cpuNanos()),
                    sum(group, report -> report.usage().allocatedBytes()))));
    return roots;
  }

  /** Of those that are known; empty if none is. */
  private static OptionalLong sum(
      List<CallReport> reports, Function<CallReport, OptionalLong> figure) {
    return reports.stream()
        .map(figure)
        .filter(OptionalLong::isPresent)
        .map(known -> Math.max(0, known.getAsLong()))
        .reduce(Sums::saturated)
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }
}
