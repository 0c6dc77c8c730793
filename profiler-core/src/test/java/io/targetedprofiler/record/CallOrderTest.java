package io.targetedprofiler.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.model.Segment;
import io.targetedprofiler.model.Timeline;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@Label("The order of calls")
@DisplayName("The order of calls")
class CallOrderTest {

  @Test
  @DisplayName("is not kept unless it was asked for")
  void notAskedFor() {
    Recording recording = new Recording(RecordingLimits.DEFAULT);

    recording.marked("checkout", 1, () -> recording.call("tax", 2));

    assertThat(recording.report().timeline()).isEqualTo(Timeline.NONE);
  }

  @Test
  @DisplayName("says when each call began, how long it took, and beneath which one")
  void order() {
    Recording recording = kept(100);

    recording.marked(
        "checkout",
        5,
        () -> {
          recording.call("price", 10, () -> recording.call("tax", 30));
          recording.work(3);
          recording.call("tax", 1);
          recording.call("price", 20, () -> recording.call("tax", 40));
        });

    assertThat(drawing(recording.report().timeline()))
        .isEqualTo(
            """
            checkout 0 109
              price 5 40
                tax 15 30
              tax 48 1
              price 49 60
                tax 69 40
            """);
    assertThat(recording.report().timeline().omitted()).isZero();
  }

  @Test
  @DisplayName("knows which calls threw")
  void threw() {
    Recording recording = kept(100);
    Runnable failing =
        () -> {
          throw new IllegalStateException();
        };

    recording.marked(
        "checkout",
        0,
        () -> {
          Recording.swallow(() -> recording.call("tax", 1, failing));
          recording.call("tax", 2);
        });

    assertThat(recording.report().timeline().segments())
        .extracting(Segment::threw)
        .containsExactly(false, true, false);
  }

  @Test
  @DisplayName("is kept up to a limit, and then says how many calls are left out")
  void limit() {
    Recording recording = kept(3);

    recording.marked(
        "checkout",
        0,
        () -> {
          for (int i = 0; i < 1_000; i++) {
            recording.call("tax", 1);
          }
        });

    Timeline timeline = recording.report().timeline();
    assertThat(drawing(timeline)).isEqualTo("checkout 0 1000\n  tax 0 1\n  tax 1 1\n");
    assertThat(timeline.omitted()).isEqualTo(998);
    assertThat(recording.root().children().get(0).calls()).isEqualTo(1_000);
  }

  @Test
  @DisplayName("begins anew with each profiled call")
  void anew() {
    Recording recording = kept(100);

    recording.marked("checkout", 1, () -> recording.call("tax", 2));
    recording.marked("checkout", 3);

    assertThat(drawing(recording.report().timeline())).isEqualTo("checkout 0 3\n");
  }

  @Property(tries = 300)
  @Label("nests, and adds up to the call tree, for any program")
  void nests(@ForAll("programs") RandomProgram program) {
    ManualClock clock = new ManualClock(0);
    Recording recording = new Recording(settings(1_000_000), clock);
    recording.root("root").enter();
    program.run(recording, clock);
    while (recording.reports() == 0) {
      recording.root("root").exit(null);
    }

    Timeline timeline = recording.report().timeline();
    Deque<Segment> open = new ArrayDeque<>();
    long lastStart = 0;
    long self = 0;
    for (Segment segment : timeline.segments()) {
      assertThat(segment.startNanos()).isGreaterThanOrEqualTo(lastStart);
      lastStart = segment.startNanos();
      while (open.size() > segment.depth()) {
        open.pop();
      }
      assertThat(open).hasSize(segment.depth());
      if (!open.isEmpty()) {
        assertThat(segment.endNanos()).isLessThanOrEqualTo(open.peek().endNanos());
        self -= segment.durationNanos();
      }
      self += segment.durationNanos();
      open.push(segment);
    }
    assertThat(self).isEqualTo(recording.root().totalNanos());
    assertThat(timeline.segments().size() + timeline.omitted())
        .isEqualTo(recording.report().tree().cost().probes());
  }

  @Provide
  Arbitrary<RandomProgram> programs() {
    return RandomProgram.any();
  }

  private static String drawing(Timeline timeline) {
    return timeline.segments().stream().map(CallOrderTest::line).collect(Collectors.joining());
  }

  private static String line(Segment segment) {
    return "  ".repeat(segment.depth())
        + segment.frame().method()
        + " "
        + segment.startNanos()
        + " "
        + segment.durationNanos()
        + "\n";
  }

  private static Recording kept(int segments) {
    return new Recording(settings(segments), new ManualClock(1_000));
  }

  private static RootSite.Settings settings(int segments) {
    return new RootSite.Settings(
        true, 0, TimingPolicy.FULL, new RecordingLimits(500, 10_000, segments));
  }
}
