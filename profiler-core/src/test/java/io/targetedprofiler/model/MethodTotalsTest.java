package io.targetedprofiler.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The flat profile of a call tree")
class MethodTotalsTest {

  @Test
  @DisplayName("adds up the calls, total and self time of a method over all paths that lead to it")
  void addsUp() {
    assertThat(
            flat(
                """
                shop.Orders.checkout 1 100
                  shop.Prices.price 3 60
                    shop.Tax.lookup 6 50
                  shop.Stock.reserve 2 30
                    shop.Tax.lookup 4 5
                """))
        .extracting(
            MethodTotals::method,
            MethodTotals::calls,
            MethodTotals::totalNanos,
            MethodTotals::selfNanos)
        .containsExactlyInAnyOrder(
            tuple("Orders.checkout", 1L, 100L, 10L),
            tuple("Prices.price", 3L, 60L, 10L),
            tuple("Stock.reserve", 2L, 30L, 25L),
            tuple("Tax.lookup", 10L, 55L, 55L));
  }

  @Test
  @DisplayName("counts every recursive call, but the total of the outermost only")
  void directRecursion() {
    assertThat(
            flat(
                """
                main 1 100
                  fib 1 90
                    fib 2 70
                      fib 4 40
                """))
        .contains(new MethodTotals("fib", 7, 90, 90));
  }

  @Test
  @DisplayName("sees recursion through other methods, and each outermost call on its own path")
  void mutualRecursion() {
    assertThat(
            flat(
                """
                main 1 100
                  even 1 60
                    odd 1 50
                      even 1 40
                  odd 1 30
                    even 1 20
                """))
        .contains(new MethodTotals("even", 3, 80, 70), new MethodTotals("odd", 2, 80, 20));
  }

  @Test
  @DisplayName("puts the method with the most self time first")
  void heaviestFirst() {
    assertThat(
            flat(
                """
                main 1 100
                  light 1 10
                  heavy 1 70
                """))
        .extracting(MethodTotals::method)
        .containsExactly("heavy", "main", "light");
  }

  @Test
  @DisplayName("treats a group of methods as one that may call itself")
  void groups() {
    CallNode root =
        TreeDrawing.parse(
            """
            main 1 100
              a 1 60
                b 1 50
              b 2 20
            """);
    assertThat(MethodTotals.of(root, frame -> frame.method().equals("main") ? "main" : "rest"))
        .containsExactly(new MethodTotals("rest", 4, 80, 80), new MethodTotals("main", 1, 100, 20));
  }

  @Test
  @DisplayName("is made of a tree that is deeper than a thread's stack")
  void deepTree() {
    CallNode node = null;
    for (int depth = 1; depth <= 100_000; depth++) {
      List<CallNode> callees = node == null ? List.of() : List.of(node);
      node = new CallNode(Frame.named("down"), 1, depth, depth, depth, 0, callees);
    }
    assertThat(MethodTotals.of(node))
        .containsExactly(new MethodTotals("down", 100_000, 100_000, 100_000));
  }

  private static List<MethodTotals> flat(String drawing) {
    return MethodTotals.of(TreeDrawing.parse(drawing));
  }
}
