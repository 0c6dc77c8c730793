package io.targetedprofiler.record;

import static io.targetedprofiler.record.Recording.swallow;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A marked call within another")
class NestedMarkedCallTest {

  private final Recording recording = new Recording();

  @Test
  @DisplayName("begins once its tags are read, which its caller waits for")
  void tagged() {
    Runnable inner =
        () -> {
          recording.work(1_000);
          recording.root("inner").tag(List.of());
          recording.call("beneath", 10);
        };
    recording.marked("outer", 5, () -> recording.marked("inner", 0, inner));

    assertThat(recording.tree())
        .isEqualTo(
            """
            outer 1 1015
              inner 1 10
                beneath 1 10
            """);
  }

  @Test
  @DisplayName("is a node of the outer tree, and records its own timer")
  void node() {
    recording.marked(
        "checkout",
        1,
        () -> recording.call("price", 2, () -> recording.marked("tax", 30, this::lookUp)));

    assertThat(recording.reports()).isEqualTo(1);
    assertThat(recording.tree())
        .isEqualTo(
            """
            checkout 1 37
              price 1 36
                tax 1 34
                  lookup 1 4
            """);
    assertThat(recording.metered()).containsExactly("tax 34 returned", "checkout 37 returned");
  }

  private void lookUp() {
    recording.call("lookup", 4);
  }

  @Test
  @DisplayName("records a throw of its own, whether or not the outer call survives it")
  void thrown() {
    Runnable failing = () -> recording.marked("tax", 5, this::fail);
    recording.marked("checkout", 0, () -> swallow(failing));
    swallow(() -> recording.marked("checkout", 0, failing));

    assertThat(recording.tree())
        .isEqualTo(
            """
            checkout 1 5 errors=1
              tax 1 5 errors=1
            """);
    assertThat(recording.metered())
        .containsExactly(
            "tax 5 threw closed",
            "checkout 5 returned",
            "tax 5 threw closed",
            "checkout 5 threw closed");
  }

  private void fail() {
    throw new IllegalStateException("closed");
  }

  @Test
  @DisplayName("of the same method is recursion: one report, a timer for each level")
  void recursion() {
    recording.marked(
        "sort", 1, () -> recording.marked("sort", 2, () -> recording.marked("sort", 4)));

    assertThat(recording.reports()).isEqualTo(1);
    assertThat(recording.tree())
        .isEqualTo(
            """
            sort 1 7
              sort 1 6
                sort 1 4
            """);
    assertThat(recording.metered())
        .containsExactly("sort 4 returned", "sort 6 returned", "sort 7 returned");
  }

  @Test
  @DisplayName("may lie as deep as the stack allows")
  void deep() {
    recording.marked("level 0", 1, () -> nest(1, 100));

    assertThat(recording.metered()).hasSize(101).contains("level 100 1 returned");
    assertThat(recording.root().totalNanos()).isEqualTo(101);
  }

  private void nest(int level, int levels) {
    recording.marked(
        "level " + level, 1, level == levels ? Recording.NOTHING : () -> nest(level + 1, levels));
  }

  @Test
  @DisplayName("gives a report of its own once the outer call is over")
  void outermostLater() {
    recording.marked("checkout", 1, () -> recording.marked("tax", 2));
    recording.marked("tax", 3, this::lookUp);

    assertThat(recording.tree())
        .isEqualTo(
            """
            tax 1 7
              lookup 1 4
            """);
  }
}
