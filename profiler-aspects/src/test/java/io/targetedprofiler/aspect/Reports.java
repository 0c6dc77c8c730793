package io.targetedprofiler.aspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.Profiler;
import io.targetedprofiler.model.AsyncWork;
import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.sink.ReportSink;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Collects the reports of the calls made while it is open, and draws their trees. */
final class Reports implements AutoCloseable {

  private final List<CallReport> reports = new CopyOnWriteArrayList<>();
  private final ReportSink sink = reports::add;

  Reports() {
    Profiler.addSink(sink);
  }

  /** The reports of a target, in the order of the calls. */
  List<CallReport> of(String profile) {
    assertThat(Profiler.flush(Duration.ofSeconds(30))).as("flushed").isTrue();
    return reports.stream().filter(report -> report.profile().equals(profile)).toList();
  }

  /** The only report of a target. */
  CallReport one(String profile) {
    List<CallReport> found = of(profile);
    assertThat(found).as("reports of " + profile).hasSize(1);
    return found.get(0);
  }

  /**
   * The tree of a target's only report: a line for each call path, with its calls, sorted by name.
   */
  String tree(String profile) {
    StringBuilder drawing = new StringBuilder();
    draw(one(profile).tree().root(), "", drawing);
    return drawing.toString();
  }

  private static void draw(CallNode node, String indent, StringBuilder drawing) {
    drawing.append(indent).append(node.frame().label()).append(" x").append(node.calls());
    if (node.errors() > 0) {
      drawing.append(", threw ").append(node.errors());
    }
    drawing.append('\n');
    node.children().stream()
        .sorted((a, b) -> a.frame().label().compareTo(b.frame().label()))
        .forEach(child -> draw(child, indent + "  ", drawing));
    node.async().stream()
        .sorted((a, b) -> Integer.compare(line(a), line(b)))
        .forEach(work -> draw(work.tree().root(), indent + "  ~> ", drawing));
  }

  private static int line(AsyncWork work) {
    return work.tree().root().frame().line();
  }

  @Override
  public void close() {
    Profiler.removeSink(sink);
  }
}
