package io.targetedprofiler.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.Frame;
import io.targetedprofiler.model.Segment;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A call that leaves the program")
class OutsideCallTest {

  private final OutsideSites sql = new OutsideSites("SQL");

  @Test
  @DisplayName("is a node beneath the method that made it, the same text the same node")
  void node() {
    Recording recording = recording(true, 0);

    recording.marked(
        "checkout",
        5,
        () -> {
          recording.call("price", 1, () -> outside(recording, "select 1", 10));
          recording.call("price", 1, () -> outside(recording, "select 1", 20));
          outside(recording, "commit", 3);
        });

    assertThat(recording.tree())
        .isEqualTo(
            """
            checkout 1 40
              price 2 32
                SQL select 1 2 30
              SQL commit 1 3
            """);
  }

  @Test
  @DisplayName("is recorded where only marked methods are, and stands in the timeline")
  void topLevel() {
    Recording recording = recording(false, 10);

    recording.marked(
        "checkout",
        5,
        () -> {
          recording.call("price", 1, () -> outside(recording, "select 1", 10));
          outside(recording, "commit", 3);
        });

    assertThat(recording.tree())
        .isEqualTo(
            """
            checkout 1 19
              SQL select 1 1 10
              SQL commit 1 3
            """);
    assertThat(recording.report().timeline().segments())
        .extracting(segment -> segment.frame().label() + ' ' + segment.startNanos())
        .containsExactly("checkout 0", "SQL select 1 6", "SQL commit 16");
  }

  @Test
  @DisplayName("is not wanted, and costs no more than finding that out, where nothing is profiled")
  void idle() {
    assertThat(OutsideCall.isWanted()).isFalse();
    assertThat(OutsideCall.begin(sql.of("select 1"))).isNull();
  }

  @Test
  @DisplayName("within another one is none: a driver may stand on another driver")
  void nested() {
    Recording recording = recording(true, 0);

    recording.marked(
        "checkout",
        0,
        () -> {
          OutsideCall outer = OutsideCall.begin(sql.of("select 1"));
          assertThat(OutsideCall.begin(sql.of("select 2"))).isNull();
          outer.end(false);
        });

    assertThat(recording.tree()).isEqualTo("checkout 1 0\n  SQL select 1 1 0\n");
  }

  @Test
  @DisplayName("counts what it is told: summed in the tree, apart in the timeline, anew each time")
  void counters() {
    Recording recording = recording(true, 10);
    Runnable program =
        () -> {
          counted(2);
          counted(3);
        };

    recording.marked("checkout", 0, program);
    recording.marked("checkout", 0, program);

    CallNode statement = recording.root().children().get(0);
    assertThat(statement.counters()).isEqualTo(Map.of("rows", 5L));
    assertThat(recording.report().timeline().segments())
        .extracting(Segment::counters)
        .containsExactly(Map.of(), Map.of("rows", 2L), Map.of("rows", 3L));
  }

  @Test
  @DisplayName("that throws is an error of its node; one whose profiled call is over is ignored")
  void ends() {
    Recording recording = recording(true, 0);
    OutsideCall[] open = new OutsideCall[1];

    recording.marked(
        "checkout",
        0,
        () -> {
          OutsideCall failing = OutsideCall.begin(sql.of("select 1"));
          failing.end(true);
          open[0] = OutsideCall.begin(sql.of("select 2"));
        });
    open[0].count("rows", 1);
    open[0].end(false);

    assertThat(recording.root().children())
        .filteredOn(node -> node.frame().equals(Frame.statement("select 1")))
        .extracting(CallNode::errors)
        .containsExactly(1L);
    assertThat(recording.losses().missedExits()).isEqualTo(1);
  }

  @Test
  @DisplayName("shares a node with all others after a thousand different ones")
  void manyTexts() {
    for (int i = 0; i < OutsideSites.MAX_TEXTS; i++) {
      sql.of("select " + i);
    }

    assertThat(sql.of("select 7")).isSameAs(sql.of("select 7"));
    assertThat(sql.of("select new").frame().label()).isEqualTo("SQL (other)");
    assertThat(sql.of("select newer")).isSameAs(sql.of("select new"));
  }

  @Test
  @DisplayName("has a text of bounded length")
  void longText() {
    assertThat(sql.of("x".repeat(100_000)).frame().method())
        .hasSizeLessThan(OutsideSites.MAX_CHARACTERS + 10);
  }

  private void outside(Recording recording, String text, long nanos) {
    OutsideCall call = OutsideCall.begin(sql.of(text));
    recording.work(nanos);
    call.end(false);
  }

  private void counted(long rows) {
    OutsideCall call = OutsideCall.begin(sql.of("update stock set qty = ?"));
    call.count("rows", rows);
    call.end(false);
  }

  private static Recording recording(boolean inner, int segments) {
    RecordingLimits limits = new RecordingLimits(500, 10_000, segments);
    return new Recording(
        new RootSite.Settings(inner, 0, TimingPolicy.FULL, limits), new ManualClock(1_000));
  }
}
