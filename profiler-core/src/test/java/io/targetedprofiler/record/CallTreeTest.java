package io.targetedprofiler.record;

import static io.targetedprofiler.record.Recording.swallow;
import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallTree.Losses;
import io.targetedprofiler.model.Outcome;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The call tree of a marked call")
class CallTreeTest {

  private final Recording recording = new Recording();

  @Test
  @DisplayName("has one node for each call path, with its calls and its time")
  void onePath() {
    recording.marked(
        "checkout",
        5,
        () -> {
          recording.call("price", 10, () -> recording.call("tax", 30));
          recording.call("reserve", 7);
          recording.call("price", 1, () -> recording.call("tax", 2));
        });

    assertThat(recording.tree())
        .isEqualTo(
            """
            checkout 1 55
              price 2 43
                tax 2 32
              reserve 1 7
            """);
    assertThat(recording.losses()).isEqualTo(Losses.NONE);
  }

  @Test
  @DisplayName("has a node for each path on which a method was reached")
  void twoPaths() {
    recording.marked(
        "checkout",
        0,
        () -> {
          recording.call("price", 0, () -> recording.call("log", 1));
          recording.call("reserve", 0, () -> recording.call("log", 2));
        });

    assertThat(recording.tree())
        .isEqualTo(
            """
            checkout 1 3
              price 1 1
                log 1 1
              reserve 1 2
                log 1 2
            """);
  }

  @Test
  @DisplayName("shows recursion as deeper nodes, so that no time counts twice")
  void recursion() {
    recording.marked("checkout", 0, () -> factorial(3));
    recording.marked("checkout", 0, () -> factorial(4));

    assertThat(recording.tree())
        .isEqualTo(
            """
            checkout 1 40
              factorial 1 40
                factorial 1 30
                  factorial 1 20
                    factorial 1 10
            """);
  }

  private void factorial(int n) {
    recording.call("factorial", 10, n == 1 ? Recording.NOTHING : () -> factorial(n - 1));
  }

  @Test
  @DisplayName("tells mutual recursion apart from its first level")
  void mutualRecursion() {
    recording.marked("even", 1, () -> recording.call("odd", 2, () -> recording.marked("even", 3)));

    assertThat(recording.tree())
        .isEqualTo(
            """
            even 1 6
              odd 1 5
                even 1 3
            """);
  }

  @Test
  @DisplayName("knows the fastest and the slowest call of a path")
  void extremes() {
    recording.marked(
        "checkout",
        0,
        () -> {
          recording.call("tax", 30);
          recording.call("tax", 10);
          recording.call("tax", 20);
        });

    CallNode tax = recording.root().children().get(0);
    assertThat(tax.minNanos()).isEqualTo(10);
    assertThat(tax.maxNanos()).isEqualTo(30);
  }

  @Test
  @DisplayName("counts the calls that threw, wherever the exception was caught")
  void errors() {
    recording.marked(
        "checkout",
        0,
        () -> {
          swallow(() -> recording.call("price", 1, () -> recording.call("tax", 1, this::fail)));
          recording.call("price", 1);
          recording.call("reserve", 0, () -> swallow(() -> recording.call("tax", 4, this::fail)));
        });

    assertThat(recording.tree())
        .isEqualTo(
            """
            checkout 1 7
              price 2 3 errors=1
                tax 1 1 errors=1
              reserve 1 4
                tax 1 4 errors=1
            """);
    assertThat(recording.report().outcome()).isEqualTo(Outcome.RETURNED);
  }

  @Test
  @DisplayName("says that the marked call itself threw, and what")
  void rootThrew() {
    swallow(() -> recording.marked("checkout", 3, this::fail));

    assertThat(recording.tree()).isEqualTo("checkout 1 3 errors=1\n");
    assertThat(recording.report().outcome()).isEqualTo(Outcome.THREW);
    assertThat(recording.report().exception()).isEqualTo("IllegalStateException");
  }

  private void fail() {
    throw new IllegalStateException("tax office closed");
  }

  @Test
  @DisplayName("starts with fresh figures at each call, and without the paths of the call before")
  void warm() {
    recording.marked(
        "checkout",
        1,
        () -> {
          recording.call("price", 10, () -> recording.call("tax", 30));
          recording.call("reserve", 100);
        });
    recording.marked("checkout", 2, () -> recording.call("reserve", 3));
    assertThat(recording.tree())
        .isEqualTo(
            """
            checkout 1 5
              reserve 1 3
            """);

    recording.marked("checkout", 0, () -> recording.call("price", 4));
    assertThat(recording.tree())
        .isEqualTo(
            """
            checkout 1 4
              price 1 4
            """);
    CallNode price = recording.root().children().get(0);
    assertThat(price.minNanos()).isEqualTo(4);
    assertThat(price.maxNanos()).isEqualTo(4);
  }

  @Test
  @DisplayName("may have a method with thousands of callees")
  void wide() {
    int callees = 3_000;
    recording.marked(
        "dispatch",
        0,
        () -> {
          for (int round = 0; round < 3; round++) {
            for (int i = 0; i < callees; i++) {
              recording.call("handler " + i, i);
            }
          }
        });

    assertThat(recording.root().children()).hasSize(callees);
    for (int i = 0; i < callees; i++) {
      CallNode handler = recording.root().children().get(i);
      assertThat(handler.frame().method()).isEqualTo("handler " + i);
      assertThat(handler.calls()).isEqualTo(3);
      assertThat(handler.totalNanos()).isEqualTo(3L * i);
    }
  }

  @Test
  @DisplayName("that was very large is not kept in memory, and the next one is right")
  void largeTreeIsForgotten() {
    recording.marked("dispatch", 0, () -> callMany(2_000));
    recording.marked("dispatch", 1, () -> recording.call("handler 7", 2));

    assertThat(recording.tree())
        .isEqualTo(
            """
            dispatch 1 3
              handler 7 1 2
            """);
  }

  private void callMany(int callees) {
    for (int i = 0; i < callees; i++) {
      recording.call("handler " + i, 1);
    }
  }

  @Test
  @DisplayName("does not exist for probes outside any marked call")
  void outside() {
    recording.call("price", 10);
    recording.marked("checkout", 1);
    recording.call("price", 10);

    assertThat(recording.reports()).isEqualTo(1);
    assertThat(recording.tree()).isEqualTo("checkout 1 1\n");
  }

  @Test
  @DisplayName("states how many probes ran")
  void probes() {
    recording.marked(
        "checkout", 0, () -> recording.call("price", 0, () -> recording.call("tax", 0)));

    assertThat(recording.report().tree().cost().probes()).isEqualTo(3);
    assertThat(recording.report().tree().nodes()).isEqualTo(3);
  }
}
