package billing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.targetedprofiler.Profiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import stranger.ReportLog;

@DisplayName("After javac with Lombok and MapStruct, then weaving, a run of the program")
class BillingReportTest {

  private static final String TREE =
      """
      Billing.invoice ×1
        Billing.price ×2
          Discount.on ×2
            Discount.lambda$forBulk$0 ×2
              Item.getQuantity ×2
            Discount.rounded ×2
            Item.getCents ×2
            Item.getQuantity ×2
          Item.getCents ×2
          Item.getQuantity ×2
        Billing.print ×1
          Billing.lambda$print$0 ×2
            InvoiceLine.toString ×2
          InvoiceLinesImpl.of ×2
            Item.getCents ×2
            Item.getName ×2
        Billing.requireNotEmpty ×1
        Money.amount ×1
          Currency.digits ×1
          Money.currency ×1
          Money.units ×1
        Money.plus ×2
      """;

  private static final String TREE_IN_YEN = TREE.replace("Currency.digits", "Currency.1.digits");

  private static final String TREE_OF_THE_EMPTY_ONE =
      """
      Billing.invoice ×1  threw 1×
        Billing.requireNotEmpty ×1  threw 1×
      """;

  @Test
  @DisplayName(
      "has written the exact tree of each call, with generated methods, and accessors where they are wanted")
  void trees() throws IOException {
    assertEquals(List.of(TREE, TREE, TREE_IN_YEN, TREE_OF_THE_EMPTY_ONE), log().trees("invoice"));
  }

  @Test
  @DisplayName("has written what was called, where it stands and how it ended")
  void lines() throws IOException {
    ReportLog log = log();
    assertEquals(
        3,
        log.count(
            "INFO  profiler\\.invoice - @Profile invoice  .*  returned  thread=main  #[123]"));
    assertEquals(
        1,
        log.count(
            "WARN  profiler\\.invoice - @Profile invoice  .*"
                + "  threw EmptyInvoiceException  thread=main  #4"));
    assertEquals(2, log.count("args items=Item\\[2\\], currency=EUR"));
    assertEquals(4, log.count(" .* Billing\\.invoice \\(Billing\\.java:\\d+\\)(  threw 1×)?"));
  }

  @Test
  @DisplayName(
      "has written the tree of a method that an aspect of the user's names, compiled by javac")
  void chosenByAspect() throws IOException {
    assertEquals(
        List.of(
            """
            RefundService.refund ×1
              RefundService.reason ×1
            """),
        log().trees("RefundService.refund"));
    assertEquals(1, log().count("tags currency=EUR"));
  }

  @Test
  @DisplayName("has counted every call in Prometheus")
  void scrape() throws IOException {
    List<String> scrape = Files.readAllLines(Path.of("target", "scrape.txt"));
    assertSeries(
        scrape,
        "profiler_calls_seconds_count{currency=\"EUR\",exception=\"none\",outcome=\"returned\",profile=\"RefundService.refund\"} 1");
    assertSeries(
        scrape,
        "profiler_calls_seconds_count"
            + "{exception=\"none\",outcome=\"returned\",profile=\"invoice\"} 3");
    assertSeries(
        scrape,
        "profiler_calls_seconds_count"
            + "{exception=\"EmptyInvoiceException\",outcome=\"threw\",profile=\"invoice\"} 1");
    assertSeries(
        scrape, "profiler_methods_seconds_count{method=\"Item.getCents\",profile=\"invoice\"} 18");
    assertSeries(
        scrape,
        "profiler_methods_self_seconds_count"
            + "{method=\"InvoiceLinesImpl.of\",profile=\"invoice\"} 6");
    assertSeries(scrape, "profiler_reports_dropped_total{profile=\"invoice\"} 0.0");
    assertSeries(scrape, "profiler_reports_suppressed_total{profile=\"invoice\"} 0.0");
  }

  @Test
  @DisplayName("can say which classes are woven")
  void woven() {
    for (Class<?> type :
        List.of(
            Billing.class, Currency.class, Discount.class, InvoiceLinesImpl.class, Item.class)) {
      assertTrue(Profiler.isWoven(type), type.getName());
    }
    assertFalse(Profiler.isWoven(BillingReportTest.class));
    assertFalse(Profiler.isWoven(List.class));
  }

  private static void assertSeries(List<String> scrape, String line) {
    assertTrue(scrape.contains(line), () -> line + " is not in " + String.join("\n", scrape));
  }

  private static ReportLog log() throws IOException {
    return ReportLog.read(Path.of("target", "billing.log"));
  }
}
