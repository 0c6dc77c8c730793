package io.targetedprofiler.format;

import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.Frame;
import io.targetedprofiler.model.ReportSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Calls and self time, added up.
 *
 * @param calls how often
 * @param selfNanos how long
 */
record PathFigures(long calls, long selfNanos) {

  PathFigures plus(PathFigures other) {
    return new PathFigures(calls + other.calls, selfNanos + other.selfNanos);
  }

  static PathFigures all(ReportSet reports) {
    return of(reports, Frame::toString).values().stream()
        .reduce(new PathFigures(0, 0), PathFigures::plus);
  }

  /** Of each call path of all the reports; a path is the names of its frames, the root first. */
  static Map<List<String>, PathFigures> of(ReportSet reports, Function<Frame, String> name) {
    Map<List<String>, PathFigures> figures = new HashMap<>();
    reports.reports().forEach(r -> add(r.tree().root(), List.of(), name, figures));
    return figures;
  }

  private static void add(
      CallNode node,
      List<String> caller,
      Function<Frame, String> name,
      Map<List<String>, PathFigures> figures) {
    List<String> path = new ArrayList<>(caller);
    path.add(name.apply(node.frame()));
    figures.merge(path, new PathFigures(node.calls(), node.selfNanos()), PathFigures::plus);
    node.children().forEach(child -> add(child, path, name, figures));
  }
}
