package io.targetedprofiler.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.Profiler;
import io.targetedprofiler.model.Argument;
import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.sink.ReportSink;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Reports of requests: who sent one has its answer before the report is out, and has to wait. */
public final class ArrivingReports implements AutoCloseable {

  private final Map<String, BlockingQueue<CallReport>> reports = new ConcurrentHashMap<>();
  private final ReportSink sink = report -> queue(report.profile()).add(report);

  public ArrivingReports() {
    Profiler.addSink(sink);
  }

  private BlockingQueue<CallReport> queue(String profile) {
    return reports.computeIfAbsent(profile, name -> new LinkedBlockingQueue<>());
  }

  /** The next report of a profile. */
  public CallReport next(String profile) throws InterruptedException {
    CallReport report = queue(profile).poll(30, TimeUnit.SECONDS);
    assertThat(report).as("a report of %s; there are some of %s", profile, names()).isNotNull();
    return report;
  }

  /** The profiles that had reports so far. */
  public List<String> names() {
    return reports.keySet().stream().sorted().toList();
  }

  public static String arguments(CallReport report) {
    return report.arguments().stream()
        .map((Argument a) -> a.name() + '=' + a.value())
        .collect(Collectors.joining(", "));
  }

  /** A line for each call path, sorted by name. */
  public static String tree(CallReport report) {
    StringBuilder drawing = new StringBuilder();
    draw(report.tree().root(), "", drawing);
    return drawing.toString();
  }

  private static void draw(CallNode node, String indent, StringBuilder drawing) {
    drawing.append(indent).append(node.frame().label()).append(" x").append(node.calls());
    node.counters().keySet().stream()
        .sorted()
        .forEach(
            name -> drawing.append(' ').append(name).append('=').append(node.counters().get(name)));
    drawing.append('\n');
    node.children().stream()
        .sorted((a, b) -> a.frame().label().compareTo(b.frame().label()))
        .forEach(child -> draw(child, indent + "  ", drawing));
    node.async().forEach(work -> draw(work.tree().root(), indent + "  ~> ", drawing));
  }

  @Override
  public void close() {
    Profiler.removeSink(sink);
  }
}
