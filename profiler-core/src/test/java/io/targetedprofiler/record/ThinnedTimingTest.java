package io.targetedprofiler.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.model.CallNode;
import java.util.Random;
import java.util.function.IntConsumer;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Thinned timing")
class ThinnedTimingTest {

  private static final TimingPolicy POLICY =
      new ThinnedTiming(CalibratedClock.of(new ManualClock(0), new ProbeCost(30, 0, 0, 0, 0)));

  private final ManualClock clock = new ManualClock(0);
  private final Recording recording = recording(clock);

  private static Recording recording() {
    return recording(new ManualClock(0));
  }

  private static Recording recording(ManualClock clock) {
    return new Recording(
        new RootSite.Settings(true, 0, POLICY, new RecordingLimits(500, 100_000)), clock);
  }

  @Test
  @DisplayName("times every call at first, and every call that is slow")
  void slowCallsAreTimed() {
    assertThat(POLICY.stride(31, 10, 0)).isEqualTo(1);
    assertThat(POLICY.stride(1_000_000, 3_000, 0)).isEqualTo(1);
    assertThat(POLICY.stride(32, 1_000, 0)).isEqualTo(3);
    assertThat(POLICY.stride(32, 300, 0)).isEqualTo(10);
    assertThat(POLICY.stride(32, 1, 0)).isEqualTo(1024);
  }

  @Test
  @DisplayName(
      "counts every call, reads the clock for few, and estimates the total of calls that are alike exactly")
  void alike() {
    recording.marked("root", 0, () -> repeat(10_000, () -> recording.call("tiny", 300)));
    CallNode tiny = child(recording.root(), "tiny");
    assertThat(tiny.calls()).isEqualTo(10_000);
    assertThat(tiny.isEstimated()).isTrue();
    assertThat(tiny.totalNanos()).isEqualTo(3_000_000);
    assertThat(tiny.standardErrorNanos()).isZero();
    assertThat(tiny.timedCalls()).isCloseTo(1_030, Percentage.withPercentage(10));
    assertThat(clock.readings()).isCloseTo(2_060, Percentage.withPercentage(10));
  }

  @Test
  @DisplayName("times more calls at first the more they differ, up to a limit")
  void untilTheMeanIsKnown() {
    assertThat(POLICY.stride(399, 300, 1)).isEqualTo(1);
    assertThat(POLICY.stride(400, 300, 1)).isEqualTo(10);
    assertThat(POLICY.stride(4_095, 300, 100)).isEqualTo(1);
    assertThat(POLICY.stride(4_096, 300, 100)).isEqualTo(10);
  }

  @Test
  @DisplayName("counts an interruption of a timed call once, not for all that the call stands for")
  void surprise() {
    int interrupted = timedAfter(5_000);
    Recording again = recording();
    again.marked(
        "root",
        0,
        () -> repeat(10_000, call -> again.call("tiny", call == interrupted ? 5_000_000 : 300)));
    CallNode tiny = child(again.root(), "tiny");
    assertThat(tiny.maxNanos()).isEqualTo(5_000_000);
    assertThat(tiny.totalNanos()).isBetween(3_000_000L, 9_000_000L);
  }

  /** A call that is timed: a recorder's random numbers are the same each time. */
  private int timedAfter(int first) {
    ManualClock ticks = new ManualClock(0);
    Recording trial = recording(ticks);
    int[] timed = {-1};
    trial.marked(
        "root",
        0,
        () ->
            repeat(
                10_000,
                call -> {
                  long readings = ticks.readings();
                  trial.call("tiny", 300);
                  if (timed[0] < 0 && call >= first && ticks.readings() > readings) {
                    timed[0] = call;
                  }
                }));
    return timed[0];
  }

  @Test
  @DisplayName("leaves a path that is taken rarely exact")
  void rare() {
    recording.marked("root", 0, () -> repeat(32, () -> recording.call("rare", 10)));
    assertThat(child(recording.root(), "rare").isEstimated()).isFalse();
  }

  @Test
  @DisplayName("leaves what is beneath an untimed call untimed, and estimates it all the same")
  void subtree() {
    recording.marked(
        "root",
        0,
        () ->
            repeat(20_000, () -> recording.call("outer", 100, () -> recording.call("inner", 230))));
    CallNode outer = child(recording.root(), "outer");
    CallNode inner = child(outer, "inner");
    assertThat(inner.calls()).isEqualTo(20_000);
    assertThat(inner.timedCalls()).isLessThan(outer.timedCalls());
    assertThat(outer.totalNanos()).isEqualTo(20_000 * 330);
    assertThat(inner.totalNanos()).isEqualTo(20_000 * 230);
    assertThat(outer.selfNanos()).isEqualTo(20_000 * 100);
  }

  @Test
  @DisplayName(
      "estimates calls of two speeds, and a mean that changes half-way, within four standard errors")
  void mixed() {
    int covered = 0;
    for (int seed = 0; seed < 30; seed++) {
      Random random = new Random(seed);
      long[] truth = new long[1];
      recording.marked(
          "root",
          0,
          () ->
              repeat(
                  20_000,
                  call -> {
                    long nanos =
                        (random.nextInt(10) == 0 ? 2_000 : 200) * (call < 10_000 ? 1L : 3L);
                    truth[0] += nanos;
                    recording.call("mixed", nanos);
                  }));
      CallNode mixed = child(recording.root(), "mixed");
      long error = Math.abs(mixed.totalNanos() - truth[0]);
      assertThat(error).isLessThan(truth[0] / 10).isLessThan(4 * mixed.standardErrorNanos());
      covered += error <= 2 * mixed.standardErrorNanos() ? 1 : 0;
    }
    assertThat(covered).isGreaterThanOrEqualTo(27);
  }

  @Test
  @DisplayName("finds a period in the program that a fixed stride would miss")
  void period() {
    recording.marked(
        "root",
        0,
        () -> repeat(100_000, call -> recording.call("periodic", call % 10 == 0 ? 1_230 : 230)));
    CallNode periodic = child(recording.root(), "periodic");
    assertThat(periodic.totalNanos()).isCloseTo(33_000_000, Percentage.withPercentage(10));
  }

  @Test
  @DisplayName("never lets callees exceed their caller, and says by how much estimates were cut")
  void reconciled() {
    // The caller is slow, so it is timed; its callee is fast at first and when it is sampled.
    Random random = new Random(1);
    for (int run = 0; run < 50; run++) {
      recording.marked(
          "root",
          0,
          () -> repeat(500, () -> recording.call("wild", random.nextInt(50) == 0 ? 100_000 : 10)));
      CallNode root = recording.root();
      CallNode wild = child(root, "wild");
      assertThat(root.isEstimated()).isFalse();
      assertThat(wild.totalNanos()).isLessThanOrEqualTo(root.totalNanos());
      assertThat(root.selfNanos() + wild.totalNanos()).isEqualTo(root.totalNanos());
      assertThat(recording.report().tree().reconciledNanos()).isNotNegative();
    }
  }

  @Test
  @DisplayName("bounds the weight of a call in a deep recursion of tiny calls")
  void deepRecursion() {
    recording.marked("root", 0, () -> repeat(2_000, () -> recurse(100)));
    CallNode node = recording.root();
    while (!node.children().isEmpty()) {
      CallNode child = node.children().get(0);
      assertThat(child.calls()).isEqualTo(2_000);
      assertThat(child.totalNanos()).isBetween(0L, node.totalNanos());
      node = child;
    }
  }

  private void recurse(int depth) {
    recording.call("recurse", 3, depth == 0 ? Recording.NOTHING : () -> recurse(depth - 1));
  }

  private static CallNode child(CallNode node, String name) {
    return node.children().stream()
        .filter(child -> child.frame().label().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static void repeat(int times, Runnable call) {
    repeat(times, i -> call.run());
  }

  private static void repeat(int times, IntConsumer call) {
    for (int i = 0; i < times; i++) {
      call.accept(i);
    }
  }
}
