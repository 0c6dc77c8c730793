package io.targetedprofiler.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.Frame;
import io.targetedprofiler.model.ReportSet;
import io.targetedprofiler.model.SampleReport;
import io.targetedprofiler.model.Segment;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("For any reports, read back on each call path")
class ReadBackPropertyTest {

  /** Two kinds of them: large figures and every kind of damage, or frames that often recur. */
  @Provide
  static Arbitrary<ReportSet> reports() {
    return Arbitraries.oneOf(
            SomeReports.any(),
            Arbitraries.longs().map(seed -> new RandomReports(seed).onOneThread().set(4, 40)))
        .filter(set -> !set.reports().isEmpty())
        .map(set -> each(set, r -> sample(r, r.tree().root()).report()));
  }

  @Property(tries = 300)
  @Label("pprof has its calls and self time")
  void pprof(@ForAll("reports") ReportSet reports) throws IOException {
    assertKept(ReadableForm.PPROF, reports, f -> WellFormed.of(f.toString()), true, true);
  }

  @Property(tries = 300)
  @Label("speedscope has its self time, and claims no calls")
  void speedscope(@ForAll("reports") ReportSet reports) throws IOException {
    assertKept(ReadableForm.SPEEDSCOPE, reports, FullNames::of, false, true);
  }

  @Property(tries = 300)
  @Label("speedscope with its order has its calls, its self time and the order")
  void speedscopeInOrder(@ForAll("reports") ReportSet reports) throws IOException {
    ReportSet ordered = each(reports, ReadBackPropertyTest::ordered);

    ReportSet read = assertKept(ReadableForm.SPEEDSCOPE, ordered, FullNames::of, true, true);

    assertThat(read.reports())
        .extracting(CallReport::profile, CallReport::thread, r -> named(r.timeline().segments()))
        .containsExactlyElementsOf(
            ordered.reports().stream()
                .map(
                    r ->
                        tuple(
                            profileOf(r),
                            WellFormed.of(r.thread()),
                            named(r.timeline().segments())))
                .toList());
  }

  @Property(tries = 300)
  @Label("a collapsed file has its self time, if that is whole microseconds, and claims no calls")
  void collapsed(@ForAll("reports") ReportSet reports) throws IOException {
    ReportSet whole = each(reports, r -> sample(r, wholeMicros(r.tree().root())).report());

    assertKept(ReadableForm.COLLAPSED, whole, CollapsedWriter::name, false, true);
  }

  @Property(tries = 300)
  @Label("a collapsed file has in all their self time, to the microsecond")
  void collapsedSum(@ForAll("reports") ReportSet reports) throws IOException {
    long nanos = PathFigures.all(reports).selfNanos();

    assertThat(PathFigures.all(ReadableForm.COLLAPSED.readBack(reports)).selfNanos())
        .isEqualTo((nanos + 500) / 1_000 * 1_000);
  }

  @Property(tries = 300)
  @Label("a collapsed file of calls has its calls, and claims no time")
  void collapsedCalls(@ForAll("reports") ReportSet reports) throws IOException {
    assertKept(ReadableForm.COLLAPSED_CALLS, reports, CollapsedWriter::name, true, false);
  }

  @Property(tries = 200)
  @Label("two files of any form merged are one of both")
  void merged(
      @ForAll ReadableForm form, @ForAll("reports") ReportSet a, @ForAll("reports") ReportSet b)
      throws IOException {
    ReportSet wholeA = each(a, r -> sample(r, wholeMicros(r.tree().root())).report());
    ReportSet wholeB = each(b, r -> sample(r, wholeMicros(r.tree().root())).report());

    assertThat(figures(form.readBack(wholeA).plus(form.readBack(wholeB)), Frame::toString))
        .isEqualTo(figures(form.readBack(wholeA.plus(wholeB)), Frame::toString));
  }

  /** Through the native form on either side, as a user converts. */
  private static ReportSet assertKept(
      ReadableForm form,
      ReportSet reports,
      Function<Frame, String> name,
      boolean calls,
      boolean time)
      throws IOException {
    ReportSet read = ReadableForm.JSON.readBack(form.readBack(ReadableForm.JSON.readBack(reports)));

    Map<List<String>, PathFigures> expected = new HashMap<>();
    figures(reports, name)
        .forEach(
            (path, figures) ->
                expected.put(
                    path,
                    new PathFigures(calls ? figures.calls() : 0, time ? figures.selfNanos() : 0)));
    expected.values().removeIf(new PathFigures(0, 0)::equals);
    assertThat(figures(read, name)).isEqualTo(expected);
    return read;
  }

  /** Without the paths that say nothing, which some forms leave out. */
  private static Map<List<String>, PathFigures> figures(
      ReportSet reports, Function<Frame, String> name) {
    Map<List<String>, PathFigures> figures = PathFigures.of(reports, name);
    figures.values().removeIf(new PathFigures(0, 0)::equals);
    return figures;
  }

  private static ReportSet each(ReportSet reports, Function<CallReport, CallReport> change) {
    return new ReportSet(reports.reports().stream().map(change).toList());
  }

  private static SampleReport sample(CallReport report, CallNode root) {
    return SampleReport.of(root).profile(report.profile()).thread(report.thread());
  }

  private static CallReport ordered(CallReport report) {
    CallNode root = calledOnce(report.tree().root());
    return sample(report, root).timeline(SomeReports.timelineOf(root)).report();
  }

  private static CallNode calledOnce(CallNode node) {
    return changed(
        node, 1, node.selfNanos(), node.children().stream().map(c -> calledOnce(c)).toList());
  }

  private static CallNode wholeMicros(CallNode node) {
    return changed(
        node,
        node.calls(),
        node.selfNanos() / 1_000 * 1_000,
        node.children().stream().map(c -> wholeMicros(c)).toList());
  }

  private static CallNode changed(
      CallNode node, long calls, long selfNanos, List<CallNode> children) {
    long total = selfNanos + children.stream().mapToLong(CallNode::totalNanos).sum();
    return new CallNode(node.frame(), calls, total, 0, 0, 0, children);
  }

  /** A report without a name gets that of its root. */
  private static String profileOf(CallReport report) {
    return report.profile().isEmpty()
        ? FullNames.frame(FullNames.of(report.tree().root().frame()), "", 0).label()
        : WellFormed.of(report.profile());
  }

  private static List<List<Object>> named(List<Segment> segments) {
    return segments.stream()
        .map(
            s ->
                List.<Object>of(
                    FullNames.of(s.frame()), s.depth(), s.startNanos(), s.durationNanos()))
        .toList();
  }
}
