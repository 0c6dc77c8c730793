package io.targetedprofiler.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A scrape")
class ScrapeTest {

  private static final Scrape SCRAPE =
      Scrape.parse(
          """
          # HELP calls_total How many, "quoted" {and} all
          # TYPE calls_total counter
          calls_total{method="A.a",profile="checkout"} 3
          calls_total{method="A.a",profile="checkout",outcome="threw"} 1.0E1
          calls_total{method="B.\\"b\\"",profile="checkout"} +Inf
          calls_total{method="A.a",profile="other"} 7
          up 1
          """);

  @Test
  @DisplayName("gives a metric's values by label, for one profile, summed")
  void byLabel() {
    assertThat(SCRAPE.byLabel("calls_total", "checkout", "method"))
        .isEqualTo(Map.of("A.a", 13.0, "B.\\\"b\\\"", Double.POSITIVE_INFINITY));
  }

  @Test
  @DisplayName("reads lines without labels too")
  void noLabels() {
    assertThat(SCRAPE.samples()).contains(new Scrape.Sample("up", Map.of(), 1));
  }
}
