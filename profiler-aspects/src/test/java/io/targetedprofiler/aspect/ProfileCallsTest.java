package io.targetedprofiler.aspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chosen.Stock;
import io.targetedprofiler.model.Argument;
import io.targetedprofiler.model.Outcome;
import io.targetedprofiler.model.Tag;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A method that an aspect of the user's chose")
class ProfileCallsTest {

  private final Reports reports = new Reports();

  @AfterEach
  void close() {
    reports.close();
  }

  @Test
  @DisplayName("is a root, and stands once in its tree, from the first call on")
  void root() {
    Stock stock = new Stock(2);
    assertThat(stock.find("a1")).isEqualTo(4);

    assertThat(reports.tree("Stock.new"))
        .isEqualTo(
            """
            Stock.<init> x1
              Stock.count x1
            """);
    assertThat(reports.tree("Stock.find"))
        .isEqualTo(
            """
            Stock.find x1
              Stock.count x1
            """);
  }

  @Test
  @DisplayName("has the name that the configuration chose it for, and arguments and tags")
  void named() {
    assertThat(new Stock(2).reserve("a1", "Anna")).isEqualTo(4);

    assertThat(reports.tree("reservations"))
        .isEqualTo(
            """
            Stock.reserve x1
              Stock.find x1
                Stock.count x1
            """);
    assertThat(reports.one("reservations").arguments())
        .containsExactly(new Argument("sku", "a1"), new Argument("customer", "(redacted)"));
    assertThat(reports.one("reservations").tags()).containsExactly(new Tag("sku", "a1"));
  }

  @Test
  @DisplayName("that throws is reported as failed, and throws what it threw")
  void throwing() {
    Stock stock = new Stock(2);
    assertThatThrownBy(() -> stock.reserve("a1", "")).isInstanceOf(IllegalArgumentException.class);
    assertThat(reports.one("reservations").outcome()).isEqualTo(Outcome.THREW);
  }

  @Test
  @DisplayName("that returns a stage lasts until that completes")
  void stage() {
    CompletableFuture<Integer> quantity = new CompletableFuture<>();
    assertThat(new Stock(2).later(quantity)).isSameAs(quantity);
    assertThat(reports.of("Stock.later")).isEmpty();
    quantity.complete(1);
    assertThat(reports.of("Stock.later")).hasSize(1);
  }

  @Test
  @DisplayName("and is marked, too, is one report, with the name of its mark")
  void marked() {
    assertThat(new Stock(2).marked()).isEqualTo(5);
    assertThat(reports.one("marked stock").tree().nodes()).isEqualTo(1);
    assertThat(reports.of("Stock.marked")).isEmpty();
  }

  @Test
  @DisplayName("of an interface is one report, but stands twice in its tree")
  void ofInterface() {
    assertThat(new Stock.Narrow().width()).isEqualTo(7);
    assertThat(reports.tree("Shelf.width"))
        .isEqualTo(
            """
            Stock.Shelf.width x1
              Stock.Shelf.width x1
            """);
  }
}
