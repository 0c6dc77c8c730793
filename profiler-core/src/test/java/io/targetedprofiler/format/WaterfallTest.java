package io.targetedprofiler.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.Frame;
import io.targetedprofiler.model.Lane;
import io.targetedprofiler.model.SampleReport;
import io.targetedprofiler.model.Segment;
import io.targetedprofiler.model.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The waterfall of a report")
class WaterfallTest {

  private static final long MILLI = 1_000_000;

  @Test
  @DisplayName("shows when each call began and how long it took, in their order")
  void drawing() {
    assertThat(waterfall(TextReport.standard(), CHECKOUT))
        .isEqualTo(
            """
             start ms   took ms  waterfall                                 call
                  0.0     100.0  ████████████████████████████████████████  Orders.checkout
                  2.0      25.0   ██████████                                 waiting for a connection
                 27.0      10.0             ████                             SQL select net from price where sku = ?
                 40.0      55.0                  ██████████████████████      Taxes.lookup  threw
                 99.0       1.0                                         █    SQL update t set a = ?  rows=3
            """);
  }

  @Test
  @DisplayName("has a lane for each other thread, with what it ran and how long that was queued")
  void lanes() {
    Timeline both =
        new Timeline(
            List.of(new Segment(Frame.named("checkout"), 0, 0, 100 * MILLI, false)),
            0,
            List.of(
                task("pool-1", 5, 15, 20), task("pool-2", 5, 25, 50), task("pool-1", 5, 45, 40)));
    assertThat(waterfall(TextReport.standard(), both))
        .isEqualTo(
            """
             start ms   took ms  waterfall                                 call
                  0.0     100.0  ████████████████████████████████████████  checkout
                 15.0      60.0    ░░░░████████░░░░████████████████        ⇢ pool-1  2 tasks
                 15.0      20.0    ░░░░████████                              submit
                 25.0      10.0            ████                                price
                 45.0      40.0    ░░░░░░░░░░░░░░░░████████████████          submit
                 65.0      20.0                            ████████            price
                 25.0      50.0    ░░░░░░░░████████████████████            ⇢ pool-2: submit
                 50.0      25.0                      ██████████              price
            """);
    assertThat(waterfall(new TextReport(40, 1, false), both))
        .contains("    ....########....################        ~> pool-1  2 tasks");
  }

  @Test
  @DisplayName("leaves calls out, but not the lane of one that it shows")
  void boundedLanes() {
    List<Lane> tasks = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      tasks.add(task("pool-" + i % 2, 0, i, i));
    }
    Timeline many =
        new Timeline(
            List.of(new Segment(Frame.named("checkout"), 0, 0, 100 * MILLI, false)), 0, tasks);

    String text = text(new TextReport(5, 0, true), many);

    assertThat(text)
        .containsSubsequence("⇢ pool-0  10 tasks", " 18.0 ", "⇢ pool-1  10 tasks", " 19.0 ")
        .contains(" 38 shorter calls not in the waterfall; ");
  }

  private static Lane task(String thread, long handedOver, long start, long took) {
    return new Lane(
        thread,
        handedOver * MILLI,
        start * MILLI,
        List.of(
            new Segment(Frame.named("submit"), 0, 0, took * MILLI, false),
            new Segment(Frame.named("price"), 1, took * MILLI / 2, took * MILLI / 2, false)));
  }

  @Test
  @DisplayName("does without other characters than ASCII where the console has no others")
  void ascii() {
    assertThat(waterfall(new TextReport(40, 1, false), CHECKOUT))
        .contains("  ####################  ".strip())
        .matches("\\p{ASCII}+");
  }

  @Test
  @DisplayName("is not there where no order was kept, or nothing was called")
  void absent() {
    assertThat(text(TextReport.standard(), Timeline.NONE)).doesNotContain("waterfall");
    assertThat(text(TextReport.standard(), new Timeline(CHECKOUT.segments().subList(0, 1), 0)))
        .doesNotContain("waterfall");
  }

  @Test
  @DisplayName("shows the longest calls where there are too many, with their callers, and says so")
  void bounded() {
    List<Segment> segments = new ArrayList<>();
    segments.add(new Segment(Frame.named("root"), 0, 0, 1_000 * MILLI, false));
    for (int i = 0; i < 1_000; i++) {
      segments.add(new Segment(Frame.named("call " + i), 1, i * MILLI, i * 1_000L, false));
    }

    String text = text(new TextReport(4, 0, true), new Timeline(segments, 0));

    assertThat(text)
        .containsSubsequence("root\n", "call 997\n", "call 998\n", "call 999\n")
        .doesNotContain("call 996\n")
        .contains(" 997 shorter calls not in the waterfall; ");
  }

  @Test
  @DisplayName("stays within its columns whatever a file claims")
  void hostile() {
    List<Segment> segments =
        List.of(
            new Segment(Frame.named("root"), 0, 0, 10, false),
            new Segment(Frame.named("late"), 1, Long.MAX_VALUE / 2, Long.MAX_VALUE / 2, false),
            new Segment(Frame.named("deep"), 1_000_000, Long.MAX_VALUE, 10, false));

    assertThat(waterfall(TextReport.standard(), new Timeline(segments, 0)).lines())
        .hasSize(4)
        .allSatisfy(line -> assertThat(line).hasSizeLessThan(200));
  }

  private static final Timeline CHECKOUT =
      new Timeline(
          List.of(
              new Segment(
                  new Frame("com.acme.Orders", "checkout", "", "", 0), 0, 0, 100 * MILLI, false),
              new Segment(Frame.named("waiting for a connection"), 1, 2 * MILLI, 25 * MILLI, false),
              new Segment(
                  Frame.statement("select net from price where sku = ?"),
                  1,
                  27 * MILLI,
                  10 * MILLI,
                  false),
              new Segment(
                  new Frame("com.acme.Taxes", "lookup", "", "", 0),
                  1,
                  40 * MILLI,
                  55 * MILLI,
                  true),
              new Segment(
                  Frame.statement("update t set a = ?"),
                  1,
                  99 * MILLI,
                  MILLI,
                  false,
                  Map.of("rows", 3L))),
          0);

  private static String text(TextReport format, Timeline timeline) {
    CallReport report = SampleReport.of("Orders.checkout 1 100ms").timeline(timeline).report();
    return format.render(report);
  }

  private static String waterfall(TextReport format, Timeline timeline) {
    String text = text(format, timeline);
    return text.substring(text.indexOf(" start"), text.lastIndexOf('\n') + 1);
  }
}
