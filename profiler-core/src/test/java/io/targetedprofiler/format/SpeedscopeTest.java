package io.targetedprofiler.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.Frame;
import io.targetedprofiler.model.ReportSet;
import io.targetedprofiler.model.SampleReport;
import io.targetedprofiler.model.Segment;
import io.targetedprofiler.model.Timeline;
import io.targetedprofiler.model.TreeDrawing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A speedscope file")
class SpeedscopeTest {
  private static final Frame A = Frame.named("a");
  private static final Frame B = Frame.named("b");

  @Test
  @DisplayName("holds a call tree as one sample a path, weighted with its self time")
  void sampled() throws IOException {
    JsonNode file = write(SomeReports.drawn(SomeReports.CHECKOUT));

    JsonNode profile = file.at("/profiles/0");
    assertThat(profile.at("/type").asText()).isEqualTo("sampled");
    assertThat(profile.at("/name").asText()).isEqualTo("checkout, calls: 1");
    assertThat(profile.at("/unit").asText()).isEqualTo("nanoseconds");
    assertThat(profile.at("/endValue").asLong()).isEqualTo(412_300_000);
    assertThat(profile.at("/samples")).hasToString("[[0],[0,1],[0,1,2],[0,3],[0,3,4],[0,2]]");
    assertThat(profile.at("/weights"))
        .hasToString("[94490000,12000000,209000000,2100000,94700000,10000]");
    assertThat(file.at("/shared/frames/1"))
        .hasToString("{\"name\":\"com.acme.Pricing.price\",\"file\":\"Pricing.java\",\"line\":88}");
    assertThat(file.at("/shared/frames/4"))
        .hasToString("{\"name\":\"SQL update stock set qty = ? where sku = ?\"}");
  }

  @Test
  @DisplayName("merges the calls of each profile that have no order")
  void merged() throws IOException {
    SampleReport report = SampleReport.of(SomeReports.RECURSION);
    ReportSet reports =
        new ReportSet(List.of(report.report(), report.profile("import").report(), report.report()));

    assertThat(write(reports).findValuesAsText("name"))
        .contains("checkout, calls: 1", "import, calls: 2");
  }

  @Test
  @DisplayName("holds each timeline as begins and ends")
  void evented() throws IOException {
    Timeline timeline =
        new Timeline(
            List.of(
                new Segment(A, 0, 0, 100, false),
                new Segment(B, 1, 10, 20, false),
                new Segment(A, 2, 15, 5, true),
                new Segment(B, 1, 40, 60, false)),
            3);
    JsonNode file = write(reportWith(timeline));

    assertThat(file.at("/profiles")).hasSize(1);
    assertThat(file.at("/profiles/0/name").asText())
        .isEqualTo("checkout #128 (http-7), 3 calls omitted");
    assertThat(file.at("/profiles/0/endValue").asLong()).isEqualTo(100);
    assertThat(events(file)).isEqualTo("O0@0 O1@10 O0@15 C0@20 C1@30 O1@40 C1@100 C0@100");
    assertReadable(file);
  }

  @Test
  @DisplayName("of a timeline that claims the impossible has matching begins and ends all the same")
  void impossible() throws IOException {
    Timeline timeline =
        new Timeline(
            List.of(
                new Segment(A, 7, -50, 100, false),
                new Segment(B, 9, 90, Long.MAX_VALUE, false),
                new Segment(A, 8, 20, -5, false),
                new Segment(B, 0, 3, 4, false),
                new Segment(A, -3, Long.MAX_VALUE, Long.MAX_VALUE, false)),
            0);

    assertReadable(write(reportWith(timeline)));
  }

  @Test
  @DisplayName("passes speedscope's own schema, with names of any kind")
  void schema(@TempDir Path directory) throws IOException {
    CallNode checkout = TreeDrawing.parse(SomeReports.CHECKOUT);
    ReportSet reports =
        SomeReports.nasty()
            .plus(reportWith(SomeReports.timelineOf(checkout)))
            .plus(SomeReports.drawn(SomeReports.RECURSION));

    JsonNode file = write(reports);

    SpeedscopeRules.checkSchema(directory, file);
    assertReadable(file);
    assertThat(file.at("/shared/frames").findValuesAsText("name"))
        .contains(SomeReports.NASTY.get(0), "Größe→λ𝔘", "tab\tcr\rnul\u0000esc\u001b");
  }

  @Test
  @DisplayName("without any report is refused: the viewer would fail on it")
  void empty() {
    assertThatThrownBy(() -> write(new ReportSet(List.of())))
        .isInstanceOf(NothingToWriteException.class)
        .hasMessage("speedscope: there is no report to write");
  }

  /** What the importer demands beyond its schema. */
  static void assertReadable(JsonNode file) {
    int frames = file.at("/shared/frames").size();
    assertThat(file.at("/profiles")).isNotEmpty();
    for (JsonNode profile : file.at("/profiles")) {
      SpeedscopeRules.check(profile, frames);
    }
  }

  private static String events(JsonNode file) {
    StringBuilder events = new StringBuilder();
    for (JsonNode event : file.at("/profiles/0/events")) {
      events.append(event.get("type").asText()).append(event.get("frame").asInt());
      events.append('@').append(event.get("at").asLong()).append(' ');
    }
    return events.toString().strip();
  }

  private static ReportSet reportWith(Timeline timeline) {
    return ReportSet.of(SampleReport.of("a 1 100").timeline(timeline).report());
  }

  private static JsonNode write(ReportSet reports) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new SpeedscopeWriter().write(reports, out);
    return new ObjectMapper().readTree(out.toByteArray());
  }
}
