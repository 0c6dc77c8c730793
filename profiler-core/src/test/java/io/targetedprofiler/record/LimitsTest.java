package io.targetedprofiler.record;

import static io.targetedprofiler.record.Recording.swallow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallTree.Losses;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Beyond a limit of the tree")
class LimitsTest {

  private static final int MANY = 1_000;

  @Test
  @DisplayName("calls that are too deep are folded into the last node, which keeps their time")
  void depth() {
    Recording recording = new Recording(new RecordingLimits(2, MANY));
    recording.marked(
        "checkout",
        1,
        () -> {
          recording.call("price", 10, () -> recording.call("tax", 5, () -> recording.call("a", 3)));
          recording.call("price", 10, () -> recording.call("tax", 5));
        });

    assertThat(recording.tree())
        .isEqualTo(
            """
            checkout 1 34
              price 2 33
            """);
    assertThat(recording.losses()).isEqualTo(new Losses(3, 0, 0, false));
  }

  @Test
  @DisplayName("the marked call alone may be all that there is room for")
  void depthOfOne() {
    Recording recording = new Recording(new RecordingLimits(1, 1));
    recording.marked("checkout", 1, () -> recording.call("price", 2));

    assertThat(recording.tree()).isEqualTo("checkout 1 3\n");
    assertThat(recording.losses()).isEqualTo(new Losses(1, 0, 0, false));
  }

  @Test
  @DisplayName("a missed exit among the folded calls is healed there")
  void missedExitInFold() {
    Recording recording = new Recording(new RecordingLimits(2, MANY));
    recording.marked(
        "checkout",
        0,
        () -> {
          recording.call("price", 1, () -> recording.call("tax", 1, () -> recording.enter("rate")));
          recording.call("price", 1);
        });

    assertThat(recording.tree())
        .isEqualTo(
            """
            checkout 1 3
              price 2 3
            """);
    assertThat(recording.losses()).isEqualTo(new Losses(2, 0, 1, false));
  }

  @Test
  @DisplayName("folded calls whose exits never came end with the node that they were folded into")
  void foldHealedByTree() {
    Recording recording = new Recording(new RecordingLimits(2, MANY));
    recording.marked(
        "checkout",
        0,
        () -> {
          recording.call(
              "price",
              1,
              () -> {
                recording.enter("tax");
                recording.enter("rate");
              });
          recording.call("price", 1);
          recording.enter("price");
          recording.enter("tax");
        });

    assertThat(recording.tree())
        .isEqualTo(
            """
            checkout 1 2
              price 3 2 errors=1
            """);
    assertThat(recording.losses()).isEqualTo(new Losses(3, 0, 4, false));
  }

  @Test
  @DisplayName("an exit without an enter is ignored among the folded calls as well")
  void unknownExitInFold() {
    Recording recording = new Recording(new RecordingLimits(1, MANY));
    recording.marked(
        "checkout", 0, () -> recording.call("price", 1, () -> recording.exit("unknown")));

    assertThat(recording.tree()).isEqualTo("checkout 1 1\n");
    assertThat(recording.losses()).isEqualTo(new Losses(1, 0, 0, false));
  }

  @Test
  @DisplayName("new paths are folded into one visible child of their caller")
  void nodes() {
    Recording recording = new Recording(new RecordingLimits(MANY, 3));
    recording.marked(
        "checkout",
        0,
        () -> {
          recording.call("price", 1, () -> recording.call("tax", 2));
          recording.call("reserve", 3, () -> recording.call("lock", 4));
          recording.call("ship", 5);
          recording.call("price", 6, () -> recording.call("discount", 7));
          recording.call("price", 8, () -> recording.call("tax", 9));
        });

    assertThat(recording.tree())
        .isEqualTo(
            """
            checkout 1 45
              price 3 33
                tax 2 11
                (truncated) 1 7
              (truncated) 2 12
            """);
    assertThat(recording.losses()).isEqualTo(new Losses(0, 4, 0, false));
  }

  @Test
  @DisplayName("a folded call that threw counts as an error where it was folded")
  void errorInTruncated() {
    Recording recording = new Recording(new RecordingLimits(MANY, 1));
    recording.marked(
        "checkout",
        0,
        () -> {
          swallow(() -> recording.call("price", 1, () -> recording.call("tax", 2, this::fail)));
          recording.call("price", 1, () -> swallow(() -> recording.call("tax", 2, this::fail)));
        });

    assertThat(recording.tree())
        .isEqualTo(
            """
            checkout 1 6
              (truncated) 2 6 errors=1
            """);
  }

  private void fail() {
    throw new IllegalStateException("tax office closed");
  }

  @Test
  @DisplayName("paths of an earlier call do not count, but are not shown either")
  void warmNodes() {
    Recording recording = new Recording(new RecordingLimits(MANY, 2));
    recording.marked("checkout", 0, () -> recording.call("price", 1));
    recording.marked(
        "checkout",
        0,
        () -> {
          recording.call("reserve", 2);
          recording.call("price", 3);
        });

    assertThat(recording.tree())
        .isEqualTo(
            """
            checkout 1 5
              reserve 1 2
              (truncated) 1 3
            """);
  }

  @Test
  @DisplayName("a nested marked call has no node, but still records its own timer")
  void nestedMarked() {
    Recording recording = new Recording(new RecordingLimits(1, MANY));
    recording.marked("checkout", 1, () -> recording.marked("tax", 2));

    assertThat(recording.tree()).isEqualTo("checkout 1 3\n");
    assertThat(recording.metered()).containsExactly("tax 2 returned", "checkout 3 returned");
  }

  @Test
  @DisplayName("memory is bounded by the limits, whatever the number of paths")
  void millionPaths() {
    int limit = RecordingLimits.DEFAULT.maxNodes();
    Recording recording = new Recording();
    recording.marked(
        "generated",
        0,
        () -> {
          for (int i = 0; i < 1_000; i++) {
            recording.call("parent " + i, 1, () -> callThousand(recording));
          }
        });

    CallNode root = recording.root();
    assertThat(recording.last().weight()).isBetween(limit, 2 * limit);
    assertThat(recording.losses().beyondNodeLimit()).isGreaterThan(1_000_000L - limit);
    assertThat(root.totalNanos()).isEqualTo(1_001_000);
    assertThat(root.selfNanos()).isZero();

    recording.marked("generated", 1, () -> recording.call("parent 3", 2));
    assertThat(recording.tree())
        .isEqualTo(
            """
            generated 1 3
              parent 3 1 2
            """);
  }

  private static void callThousand(Recording recording) {
    for (int i = 0; i < 1_000; i++) {
      Object site = new Object();
      recording.enter(site);
      recording.work(1);
      recording.exit(site);
    }
  }

  @Test
  @DisplayName("probes of folded calls are part of the profiler's own cost")
  void cost() {
    Recording recording = new Recording(new RecordingLimits(MANY, 2));
    recording.marked(
        "checkout",
        0,
        () -> {
          recording.call("price", 1, () -> recording.call("tax", 1, () -> recording.call("a", 1)));
          recording.call("reserve", 1);
        });

    assertThat(recording.report().tree().cost().probes()).isEqualTo(5);
  }

  @Test
  @DisplayName("a limit of less than one is refused")
  void refused() {
    assertThatThrownBy(() -> new RecordingLimits(0, 1)).hasMessageContaining("depth 0");
    assertThatThrownBy(() -> new RecordingLimits(1, 0)).hasMessageContaining("nodes 0");
  }
}
