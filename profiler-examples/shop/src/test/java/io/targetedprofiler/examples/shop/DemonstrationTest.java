package io.targetedprofiler.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The demonstration")
class DemonstrationTest {

  @Test
  @DisplayName("finds the counts that its carts make, and both mistakes of the shop")
  void run() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    boolean agrees = new Demonstration(60, TaxService.nextDoor(), false, out).run();

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains("profiler_methods_seconds_count{method=\"PriceRepository.priceOf\"")
        .contains("60 checkouts took", "54 returned, 6 threw")
        .contains("The time goes to ")
        .containsPattern("TaxClient.lookup is asked \\d+ times about 4 countries")
        .containsPattern("PriceRepository.priceOf goes to the database \\d+ times for \\d+ items")
        .contains("Checked: ")
        .doesNotContain("FAILED");
    assertThat(agrees).isTrue();
  }

  @Test
  @DisplayName("finds the same where prices and stock are looked up in other threads")
  void parallel() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    boolean agrees = new Demonstration(60, TaxService.nextDoor(), true, out).run();

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains("StockRepository.piecesOf")
        .doesNotContain("FAILED");
    assertThat(agrees).isTrue();
  }
}
