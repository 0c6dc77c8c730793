package io.targetedprofiler.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A drawing of a call tree")
class TreeDrawingTest {

  @Test
  @DisplayName("that was parsed is drawn as it was")
  void roundTrip() {
    String drawing =
        """
        com.acme.Orders.checkout 1 100
          com.acme.Tax.lookup 3 60 errors=1
            SQL select * from item 2 30
          com.acme.Stock.reserve 1 10
        """;

    assertThat(TreeDrawing.draw(TreeDrawing.parse(drawing))).isEqualTo(drawing);
  }

  @Test
  @DisplayName("says class, method, calls, time, fastest and slowest call, errors and location")
  void everything() {
    assertThat(TreeDrawing.parse("a.B.c 3 1.5us min=100 max=1us errors=2 at=B.java:7"))
        .isEqualTo(
            new CallNode(new Frame("a.B", "c", "", "B.java", 7), 3, 1500, 100, 1000, 2, List.of()));
  }

  @Test
  @DisplayName("takes all calls for equally long unless told otherwise")
  void equallyLong() {
    CallNode node = TreeDrawing.parse("by hand 4 100");

    assertThat(node.frame()).isEqualTo(Frame.named("by hand"));
    assertThat(node.minNanos()).isEqualTo(25);
    assertThat(node.maxNanos()).isEqualTo(25);
  }

  @Test
  @DisplayName("that is none is refused with the line that is wrong")
  void refused() {
    assertThatThrownBy(() -> TreeDrawing.parse("a 1 10\n   b 1 5"))
        .hasMessageContaining("   b 1 5");
    assertThatThrownBy(() -> TreeDrawing.parse("a 1 10\nb 1 5")).hasMessageContaining("b 1 5");
    assertThatThrownBy(() -> TreeDrawing.parse("a 1")).hasMessageContaining("a 1");
    assertThatThrownBy(() -> TreeDrawing.parse("")).hasMessageContaining("root");
  }
}
