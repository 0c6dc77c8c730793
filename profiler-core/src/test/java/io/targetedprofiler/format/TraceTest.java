package io.targetedprofiler.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.targetedprofiler.model.Argument;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.Frame;
import io.targetedprofiler.model.Lane;
import io.targetedprofiler.model.ReportSet;
import io.targetedprofiler.model.SampleReport;
import io.targetedprofiler.model.Segment;
import io.targetedprofiler.model.Timeline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A Chrome trace")
class TraceTest {
  private static final Frame A = new Frame("com.acme.Orders$Line", "total", "()", "", 0);
  private static final Frame B = Frame.named("SQL \"x\"\n<y>");

  private final Timeline timeline =
      new Timeline(
          List.of(
              new Segment(A, 0, 0, 1_234_567, false),
              new Segment(B, 1, 1, 999, true),
              new Segment(B, 1, 1_000, 1_233_567, false, Map.of("rows", 3L))),
          5);

  @Test
  @DisplayName("has an event for each call, to the nanosecond, and what is known of the report")
  void events() throws IOException {
    CallReport report =
        SampleReport.of("a 1 9")
            .timeline(timeline)
            .arguments(new Argument("cart", "42"))
            .threw("OutOfStock")
            .report();

    assertThat(write(report))
        .hasToString(
            """
            [{"ph":"M","name":"process_name","pid":1,"tid":0,"args":{"name":"targeted-profiler"}},\
            {"ph":"M","name":"thread_name","pid":1,"tid":1,"args":{"name":"http-7"}},\
            {"ph":"X","name":"Orders.Line.total","pid":1,"tid":1,"cat":"checkout","ts":0.000,\
            "dur":1234.567,"args":{"report":128,"outcome":"threw","exception":"OutOfStock",\
            "callsOmitted":5,"arguments":{"cart":"42"}}},\
            {"ph":"X","name":"SQL \\"x\\"\\n<y>","pid":1,"tid":1,"cat":"checkout","ts":0.001,\
            "dur":0.999,"args":{"threw":true}},\
            {"ph":"X","name":"SQL \\"x\\"\\n<y>","pid":1,"tid":1,"cat":"checkout","ts":1.000,\
            "dur":1233.567,"args":{"rows":3}}]""");
  }

  @Test
  @DisplayName("has the tasks of a supplement, which has no calls of its own")
  void supplement() throws IOException {
    Lane late = new Lane("pool-1", 2_000, 5_000, List.of(new Segment(A, 0, 0, 1_000, false)));
    CallReport report =
        SampleReport.of("a 1 9")
            .timeline(new Timeline(List.of(), 0, List.of(late)))
            .supplement(1)
            .report();
    JsonNode events = write(report);

    assertThat(rows(events)).containsExactly("pool-1");
    assertThat(events.findValues("dur")).extracting(JsonNode::asText).containsExactly("1.000");
    TraceRules.assertNested(events);
  }

  @Test
  @DisplayName(
      "puts calls of one thread in one row, even if they seem to overlap by a clock's step")
  void oneRow() throws IOException {
    Timeline shorter = new Timeline(List.of(new Segment(A, 0, 0, 999_999, false)), 0);
    CallReport report = SampleReport.of("a 1 9").timeline(shorter).report();
    JsonNode events = write(report, report);

    assertThat(rows(events)).containsExactly("http-7");
    TraceRules.assertNested(events);
  }

  @Test
  @DisplayName("gives calls that overlap rows of their own")
  void rows() throws IOException {
    Timeline longer = new Timeline(List.of(new Segment(A, 0, 0, 5_000_000, false)), 0);
    CallReport unnamed = SampleReport.of("a 1 9").timeline(longer).thread("").report();
    JsonNode events = write(unnamed, report("http-7"), unnamed);

    assertThat(rows(events)).containsExactly("", "http-7", "");
    TraceRules.assertNested(events);
  }

  @Test
  @DisplayName("of a timeline that claims the impossible nests all the same")
  void impossible() throws IOException {
    Timeline wrong =
        new Timeline(
            List.of(
                new Segment(A, 7, -50, 100, false),
                new Segment(B, 9, 90, Long.MAX_VALUE, false),
                new Segment(A, 8, 20, -5, false),
                new Segment(B, 0, 3, Long.MAX_VALUE, false),
                new Segment(A, -3, Long.MAX_VALUE, Long.MAX_VALUE, false)),
            0);

    TraceRules.assertNested(write(SampleReport.of("a 1 9").timeline(wrong).report()));
  }

  @Test
  @DisplayName("leaves out reports without a timeline, and is refused if none has one")
  void withoutOrder() throws IOException {
    CallReport noOrder = SampleReport.of("a 1 9").report();

    assertThat(write(noOrder, report("x"))).hasSize(5);
    assertThatThrownBy(() -> write(noOrder))
        .isInstanceOf(NothingToWriteException.class)
        .hasMessage(
            "trace: no report has a timeline; it is recorded where @Profile says timeline = true");
  }

  @Test
  @DisplayName("puts what other threads ran into their rows, with an arrow from the call")
  void lanes() throws IOException {
    Timeline withLane =
        new Timeline(
            timeline.segments(),
            0,
            List.of(
                new Lane("pool-1", 1_000, 5_000, List.of(new Segment(A, 0, 0, 2_000_000, false)))));
    JsonNode events = write(SampleReport.of("a 1 9").timeline(withLane).report());

    assertThat(rows(events)).containsExactly("http-7", "pool-1");
    TraceRules.assertNested(events);
    List<String> arrows = new ArrayList<>();
    for (JsonNode event : events) {
      if (event.get("ph").asText().matches("[sf]")) {
        arrows.add(event.get("ph").asText() + event.get("tid") + " " + event.get("ts"));
      }
    }
    assertThat(arrows).containsExactly("s1 1.000", "f2 5.000");
    assertThat(events.toString()).contains("\"dur\":2000.000,\"args\":{\"queuedNanos\":4000}");
  }

  @Test
  @DisplayName("puts tasks that ran one after the other on one thread into one row")
  void oneRowForAThread() throws IOException {
    Timeline withLanes =
        new Timeline(
            timeline.segments(),
            0,
            List.of(
                new Lane("pool-1", 1_000, 5_000, List.of(new Segment(A, 0, 0, 500_000, false))),
                new Lane("pool-2", 1_000, 6_000, List.of(new Segment(A, 0, 0, 800_000, false))),
                new Lane("pool-1", 2_000, 506_000, List.of(new Segment(A, 0, 0, 1_000, false)))));
    JsonNode events = write(SampleReport.of("a 1 9").timeline(withLanes).report());

    assertThat(rows(events)).containsExactly("http-7", "pool-1", "pool-2");
    TraceRules.assertNested(events);
    List<String> tasks = new ArrayList<>();
    for (JsonNode event : events) {
      if (event.at("/args/queuedNanos").isNumber()) {
        tasks.add(event.get("tid") + " " + event.get("ts"));
      }
    }
    assertThat(tasks).containsExactly("2 5.000", "3 6.000", "2 506.000");
  }

  private CallReport report(String thread) {
    return SampleReport.of("a 1 9").timeline(timeline).thread(thread).report();
  }

  private static List<String> rows(JsonNode events) {
    List<String> names = new ArrayList<>();
    for (JsonNode event : events) {
      if (event.get("name").asText().equals("thread_name")) {
        names.add(event.at("/args/name").asText());
      }
    }
    return names;
  }

  private static JsonNode write(CallReport... reports) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new TraceWriter().write(new ReportSet(List.of(reports)), out);
    return JsonMapper.builder()
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false)
        .build()
        .readTree(out.toByteArray())
        .get("traceEvents");
  }
}
