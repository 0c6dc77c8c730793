package io.targetedprofiler.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.ReportSet;
import io.targetedprofiler.model.SampleReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("For any reports")
class FormatsPropertyTest {

  @Provide
  static Arbitrary<ReportSet> reports() {
    return SomeReports.any();
  }

  @Property(tries = 300)
  @Label("pprof read back has the calls and the self time of each path")
  void pprof(@ForAll("reports") ReportSet reports) throws IOException {
    ReportSet read =
        new PprofReader().read(new ByteArrayInputStream(bytes(new PprofWriter(), reports)), "x");

    assertThat(PathFigures.of(read, frame -> frame.toString()))
        .isEqualTo(PathFigures.of(reports, frame -> WellFormed.of(frame.toString())));
  }

  @Property(tries = 300)
  @Label("pstats has their calls and self time in all, and callers account for what is not a root")
  void pstats(@ForAll("reports") ReportSet reports) throws IOException {
    Map<?, ?> stats = (Map<?, ?>) new MarshalInput(bytes(new PstatsWriter(), reports)).read();

    long calls = 0;
    long selfNanos = 0;
    long callsFromCallers = 0;
    for (Object value : stats.values()) {
      List<?> figures = (List<?>) value;
      calls += (Long) figures.get(1);
      selfNanos += Math.round((Double) figures.get(2) * 1e9);
      for (Object caller : ((Map<?, ?>) figures.get(4)).values()) {
        callsFromCallers += (Long) ((List<?>) caller).get(0);
      }
      assertThat((Long) figures.get(0)).isLessThanOrEqualTo((Long) figures.get(1));
      assertThat((Double) figures.get(3)).isLessThanOrEqualTo(wallNanos(reports) / 1e9);
    }
    PathFigures all = PathFigures.all(reports);
    assertThat(calls).isEqualTo(all.calls());
    assertThat(selfNanos).isEqualTo(all.selfNanos());
    assertThat(callsFromCallers)
        .isEqualTo(
            all.calls() - reports.reports().stream().mapToLong(r -> r.tree().root().calls()).sum());
  }

  @Property(tries = 300)
  @Label("collapsed stacks add up to their time, to the microsecond, and to their calls")
  void collapsed(@ForAll("reports") ReportSet reports) throws IOException {
    PathFigures all = PathFigures.all(reports);

    assertThat(sumOfWeights(bytes(CollapsedWriter.ofTime(), reports)))
        .isEqualTo((all.selfNanos() + 500) / 1_000);
    assertThat(sumOfWeights(bytes(CollapsedWriter.ofCalls(), reports))).isEqualTo(all.calls());
  }

  @Property(tries = 200)
  @Label("speedscope has the self time of each path")
  void speedscope(@ForAll("reports") ReportSet reports) throws IOException {
    JsonNode file = new ObjectMapper().readTree(bytes(new SpeedscopeWriter(), reports));

    Map<List<String>, Long> weights = new HashMap<>();
    for (JsonNode profile : file.get("profiles")) {
      SpeedscopeRules.check(profile, file.at("/shared/frames").size());
      for (int i = 0; i < profile.get("samples").size(); i++) {
        List<String> path = new ArrayList<>();
        for (JsonNode frame : profile.get("samples").get(i)) {
          path.add(file.at("/shared/frames").get(frame.asInt()).get("name").asText());
        }
        weights.merge(path, profile.get("weights").get(i).asLong(), Long::sum);
      }
    }
    Map<List<String>, Long> expected = new HashMap<>();
    PathFigures.of(reports, FullNames::of)
        .forEach((path, figures) -> expected.put(path, figures.selfNanos()));
    assertThat(weights).isEqualTo(expected);
  }

  @Property(tries = 200)
  @Label("that have a timeline, evented speedscope and Chrome trace have each call in its place")
  void timelines(@ForAll("reports") ReportSet reports) throws IOException {
    ReportSet ordered = new ReportSet(reports.reports().stream().map(this::withOrder).toList());
    long calls = ordered.reports().stream().mapToLong(r -> r.timeline().segments().size()).sum();

    JsonNode file = new ObjectMapper().readTree(bytes(new SpeedscopeWriter(), ordered));
    for (JsonNode profile : file.get("profiles")) {
      SpeedscopeRules.check(profile, file.at("/shared/frames").size());
    }
    assertThat(file.get("profiles").findValuesAsText("at")).hasSize((int) (2 * calls));
    assertThat(file.get("profiles").findValues("endValue").stream().mapToLong(JsonNode::asLong))
        .containsExactlyElementsOf(
            ordered.reports().stream().map(r -> r.tree().root().totalNanos()).toList());

    JsonNode trace =
        new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .readTree(bytes(new TraceWriter(), ordered))
            .get("traceEvents");
    TraceRules.assertNested(trace);
    assertThat(trace.findValues("dur").stream().map(JsonNode::decimalValue))
        .usingElementComparator(BigDecimal::compareTo)
        .containsExactlyElementsOf(
            ordered.reports().stream()
                .flatMap(r -> r.timeline().segments().stream())
                .map(segment -> BigDecimal.valueOf(segment.durationNanos(), 3))
                .toList());
  }

  private CallReport withOrder(CallReport report) {
    return SampleReport.of(report.tree().root())
        .timeline(SomeReports.timelineOf(report.tree().root()))
        .profile(report.profile())
        .report();
  }

  private static long sumOfWeights(byte[] collapsed) {
    return new String(collapsed, UTF_8)
        .lines()
        .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static long wallNanos(ReportSet reports) {
    return reports.reports().stream().mapToLong(r -> r.tree().root().totalNanos()).sum();
  }

  private static byte[] bytes(ReportWriter writer, ReportSet reports) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writer.write(reports, out);
    return out.toByteArray();
  }
}
