package io.targetedprofiler.sink;

import io.targetedprofiler.format.PprofWriter;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.CallTree;
import io.targetedprofiler.model.Frame;
import io.targetedprofiler.model.ReportSet;
import io.targetedprofiler.model.ResourceUsage;
import io.targetedprofiler.model.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/**
 * The calls of one profile in one interval. Holds trees, summed up when they become many: memory
 * follows the distinct paths, not the calls. Threads, traces, arguments and timelines are left out;
 * a store would make a series of each thread. For one thread at a time.
 */
final class ProfileBatch {
  /** What the server takes in one profile unless it is configured otherwise is 16,000. */
  static final int MAX_SAMPLES = 15_000;

  private static final long FOLD_AT_NODES = 50_000;

  private final String profile;
  private final Instant from;
  private List<CallReport> reports = new ArrayList<>();
  private long nodes;
  private long foldAt = FOLD_AT_NODES;
  private long calls;

  ProfileBatch(String profile, Instant from) {
    this.profile = profile;
    this.from = from;
  }

  void add(CallReport report) {
    reports.add(bare(report, report.tree(), report.usage()));
    nodes += report.tree().nodes();
    calls++;
    if (nodes > foldAt) {
      fold();
      foldAt = Math.max(FOLD_AT_NODES, 2 * nodes); // So that each node is folded a few times only.
    }
  }

  /** Call paths in memory. */
  long nodes() {
    return nodes;
  }

  /** More than one upload only where there are more paths than the server takes at once. */
  List<ProfileUpload> toUploads(Instant until) {
    List<ProfileUpload> uploads = new ArrayList<>();
    for (byte[] part : new PprofWriter().parts(new ReportSet(reports), MAX_SAMPLES)) {
      uploads.add(new ProfileUpload(profile, uploads.isEmpty() ? calls : 0, from, until, part));
    }
    return uploads;
  }

  private void fold() {
    Map<Frame, List<CallReport>> byRoot = new LinkedHashMap<>();
    for (CallReport report : reports) {
      byRoot.computeIfAbsent(report.tree().root().frame(), r -> new ArrayList<>()).add(report);
    }
    List<CallReport> folded = new ArrayList<>();
    nodes = 0;
    for (List<CallReport> of : byRoot.values()) {
      CallTree tree = new ReportSet(of).trees().get(0).tree();
      folded.add(bare(of.get(0), tree, usage(of)));
      nodes += tree.nodes();
    }
    reports = folded;
  }

  private static ResourceUsage usage(List<CallReport> reports) {
    return new ResourceUsage(
        sum(reports, report -> report.usage().wallNanos()),
        sumOfKnown(reports.stream().map(report -> report.usage().cpuNanos()).toList()),
        sumOfKnown(reports.stream().map(report -> report.usage().allocatedBytes()).toList()),
        0,
        0);
  }

  private static long sum(List<CallReport> reports, ToLongFunction<CallReport> figure) {
    return reports.stream().mapToLong(figure).sum();
  }

  private static OptionalLong sumOfKnown(List<OptionalLong> figures) {
    return figures.stream()
        .filter(OptionalLong::isPresent)
        .mapToLong(OptionalLong::getAsLong)
        .reduce(Long::sum);
  }

  private CallReport bare(CallReport report, CallTree tree, ResourceUsage usage) {
    return new CallReport(
        "", // In the series' labels, as the server would put it there itself.
        0,
        from,
        "",
        report.outcome(),
        report.exception(),
        OptionalLong.empty(),
        usage,
        List.of(),
        Map.of(),
        tree,
        Timeline.NONE);
  }
}
