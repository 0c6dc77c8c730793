package io.targetedprofiler.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.model.CallNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The cost of probes")
class ProbeCostTest {

  private static final int INSIDE = 10;
  private static final int OUTSIDE = 20;
  private static final int DECIDING = 15;
  private static final ProbeCost COST =
      new ProbeCost(10, INSIDE, INSIDE + OUTSIDE, INSIDE + OUTSIDE + DECIDING, 4);

  private final ManualClock clock = new ManualClock(1_000);
  private Recording recording = recording(TimingPolicy.FULL, COST);

  @Test
  @DisplayName("is deducted from every time, as far as it lies within")
  void deducted() {
    recording.marked(
        "checkout",
        INSIDE + 100,
        () -> {
          probed("price", 50, () -> probed("tax", 7, Recording.NOTHING));
          probed("stock", 40, Recording.NOTHING);
        });

    assertThat(recording.tree())
        .isEqualTo("checkout 1 197\n  price 1 57\n    tax 1 7\n  stock 1 40\n");
    assertThat(child(recording.root(), "price").maxNanos()).isEqualTo(57);
  }

  @Test
  @DisplayName("remains in the measured figures, and what was deducted is the report's statement")
  void measured() {
    recording.marked("checkout", INSIDE + 100, () -> probed("price", 50, Recording.NOTHING));

    CallNode checkout = recording.root();
    assertThat(checkout.measuredNanos()).isEqualTo(INSIDE + 100 + OUTSIDE + INSIDE + 50);
    assertThat(checkout.measuredNanos()).isEqualTo(recording.report().usage().wallNanos());
    assertThat(child(checkout, "price").measuredNanos()).isEqualTo(INSIDE + 50);
    assertThat(recording.report().tree().cost().nanos())
        .isEqualTo(checkout.measuredNanos() - checkout.totalNanos())
        .isEqualTo(INSIDE + INSIDE + OUTSIDE);
  }

  @Test
  @DisplayName("may exceed what calls took; none of them is then said to be longer than all")
  void longerThanAll() {
    recording.marked(
        "checkout",
        INSIDE + 100,
        () -> {
          recording.call("tiny", INSIDE + 5);
          recording.call("tiny", 0);
          recording.call("tiny", 0);
          recording.call("single", INSIDE + 7);
        });

    CallNode tiny = child(recording.root(), "tiny");
    assertThat(tiny.totalNanos()).isZero();
    assertThat(tiny.maxNanos()).isZero();
    CallNode single = child(recording.root(), "single");
    assertThat(single.minNanos()).isEqualTo(7).isEqualTo(single.maxNanos());
  }

  @Test
  @DisplayName("is less for calls that are only counted, and more for the timed ones among them")
  void counted() {
    recording = recording(new Every(1 << 20), COST);
    recording.marked(
        "checkout",
        INSIDE,
        () -> {
          probed("tiny", 5, Recording.NOTHING);
          clock.advance(DECIDING);
          for (int i = 0; i < 99; i++) {
            clock.advance(4);
            recording.call("tiny", 5);
          }
        });

    assertThat(recording.root().totalNanos()).isEqualTo(500);
    assertThat(child(recording.root(), "tiny").totalNanos()).isEqualTo(500);
  }

  @Test
  @DisplayName("never takes a figure below zero, nor callees beyond their caller")
  void overstated() {
    recording = recording(TimingPolicy.FULL, new ProbeCost(100, 100, 300, 300, 40));
    recording.marked(
        "checkout",
        3,
        () -> {
          recording.call("price", 50, () -> recording.call("tax", 7));
          recording.call("slow", 1_000);
        });

    assertThat(recording.tree())
        .isEqualTo("checkout 1 900\n  price 1 0\n    tax 1 0\n  slow 1 900\n");
    assertThat(recording.root().selfNanos()).isZero();
    assertThat(child(recording.root(), "price").minNanos()).isZero();
    assertThat(child(recording.root(), "price").maxNanos()).isZero();
  }

  /** A call whose probes take their time. */
  private void probed(String name, long nanos, Runnable calls) {
    clock.advance(OUTSIDE);
    recording.call(name, INSIDE + nanos, calls);
  }

  private Recording recording(TimingPolicy policy, ProbeCost cost) {
    return new Recording(
        new RootSite.Settings(true, 0, policy, RecordingLimits.DEFAULT), clock, cost);
  }

  private static CallNode child(CallNode node, String name) {
    return node.children().stream()
        .filter(child -> child.frame().label().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Times the first call on each path, and then one in so many. */
  private record Every(int stride) implements TimingPolicy {

    @Override
    public boolean mayThin() {
      return true;
    }

    @Override
    public boolean mayTimeAll() {
      return false;
    }

    @Override
    public int stride(long timedCalls, long recentNanos, double relativeVariance) {
      return stride;
    }
  }
}
