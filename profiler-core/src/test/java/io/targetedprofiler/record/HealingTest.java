package io.targetedprofiler.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.model.CallTree.Losses;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("When enters and exits do not match")
class HealingTest {

  private final Recording recording = new Recording();

  @Test
  @DisplayName("a missed exit is healed at the exit of the caller, and counts as a failed call")
  void healedByCaller() {
    recording.marked(
        "checkout",
        1,
        () -> {
          recording.call("price", 10, () -> missExit("tax", 5));
          recording.call("reserve", 7);
        });

    assertThat(recording.tree())
        .isEqualTo(
            """
            checkout 1 23
              price 1 15
                tax 1 5 errors=1
              reserve 1 7
            """);
    assertThat(recording.losses()).isEqualTo(new Losses(0, 0, 1, false));
  }

  @Test
  @DisplayName("many missed exits are healed at the next known frame")
  void healedByDistantCaller() {
    recording.marked(
        "checkout",
        0,
        () -> {
          recording.call(
              "price",
              1,
              () -> {
                missExit("tax", 1);
                missExit("rate", 1);
                missExit("table", 1);
              });
          recording.call("price", 1);
        });

    assertThat(recording.tree())
        .isEqualTo(
            """
            checkout 1 5
              price 2 5
                tax 1 3 errors=1
                  rate 1 2 errors=1
                    table 1 1 errors=1
            """);
    assertThat(recording.losses().missedExits()).isEqualTo(3);
  }

  @Test
  @DisplayName("calls still open at the end of the marked call end with it")
  void healedByRoot() {
    recording.marked(
        "checkout",
        0,
        () -> {
          missExit("price", 3);
          missExit("tax", 4);
        });

    assertThat(recording.tree())
        .isEqualTo(
            """
            checkout 1 7
              price 1 7 errors=1
                tax 1 4 errors=1
            """);
    assertThat(recording.losses().missedExits()).isEqualTo(2);
  }

  @Test
  @DisplayName("an exit without an enter is ignored")
  void exitWithoutEnter() {
    recording.marked(
        "checkout",
        1,
        () -> {
          recording.exit("never entered");
          recording.call("price", 2, () -> recording.exitThrowing("never entered"));
          recording.exit("price");
        });

    assertThat(recording.tree())
        .isEqualTo(
            """
            checkout 1 3
              price 1 2
            """);
    assertThat(recording.losses()).isEqualTo(Losses.NONE);
  }

  @Test
  @DisplayName("an exit of a marked method without an enter is ignored")
  void markedExitWithoutEnter() {
    recording.marked("checkout", 1, () -> recording.root("tax").exit(null));
    recording.root("checkout").exit(null);

    assertThat(recording.tree()).isEqualTo("checkout 1 1\n");
    assertThat(recording.reports()).isEqualTo(1);
    assertThat(recording.metered()).containsExactly("checkout 1 returned");
  }

  @Test
  @DisplayName("a marked call whose exit was missed ends its timer with its caller's")
  void missedMarkedExit() {
    recording.marked(
        "checkout",
        0,
        () ->
            recording.marked(
                "price",
                1,
                () -> {
                  recording.root("tax").enter();
                  recording.work(5);
                }));

    assertThat(recording.tree())
        .isEqualTo(
            """
            checkout 1 6
              price 1 6
                tax 1 5 errors=1
            """);
    assertThat(recording.metered())
        .containsExactly("tax 5 returned", "price 6 returned", "checkout 6 returned");
  }

  @Test
  @DisplayName("a marked call left open by an exception counts as thrown with the marked call")
  void missedMarkedExitThrown() {
    RuntimeException thrown = new IllegalStateException("closed");
    recording.root("checkout").enter();
    recording.root("tax").enter();
    recording.work(5);
    recording.root("checkout").exit(thrown);

    assertThat(recording.metered())
        .containsExactly("tax 5 threw closed", "checkout 5 threw closed");
  }

  @Test
  @DisplayName("an enter that failed takes its own exit with it, not that of the outer call")
  void missedEnter() {
    recording.marked(
        "checkout",
        1,
        () -> {
          RootSite.missEnter();
          recording.root("checkout").exit(null);
          recording.call("price", 2);
        });

    assertThat(recording.reports()).isEqualTo(1);
    assertThat(recording.tree())
        .isEqualTo(
            """
            checkout 1 3
              price 1 2
            """);
  }

  @Test
  @DisplayName("an enter that failed outside any marked call has no effect")
  void missedEnterOutside() {
    RootSite.missEnter();
    recording.root("checkout").exit(null);
    recording.marked("checkout", 1);

    assertThat(recording.reports()).isEqualTo(1);
  }

  private void missExit(String name, long nanos) {
    recording.enter(name);
    recording.work(nanos);
  }
}
