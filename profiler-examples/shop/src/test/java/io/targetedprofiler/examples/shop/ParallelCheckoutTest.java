package io.targetedprofiler.examples.shop;

import static io.targetedprofiler.examples.shop.TestShop.cart;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.targetedprofiler.Profiler;
import io.targetedprofiler.format.TextReport;
import io.targetedprofiler.model.AsyncWork;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.Lane;
import io.targetedprofiler.model.MethodTotals;
import io.targetedprofiler.sink.ReportSink;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The report of a checkout that looks prices and stock up in parallel")
class ParallelCheckoutTest {

  private static final int ITEMS = 3;

  @Test
  @DisplayName(
      "shows every look-up, and times that agree with those taken by hand at the other end")
  void lookups() throws Exception {
    List<CallReport> reports = new CopyOnWriteArrayList<>();
    ReportSink sink = reports::add;
    AtomicLong atTheService = new AtomicLong();
    TaxService tax = TaxService.farAway();
    Endpoint timed =
        request -> {
          long begin = System.nanoTime();
          try {
            return tax.answer(request);
          } finally {
            atTheService.addAndGet(System.nanoTime() - begin);
          }
        };
    Profiler.addSink(sink);
    try (Shop shop = Shop.start(0, timed, true)) {
      new Customers(shop.uri())
          .checkout(
              cart(
                  "DE",
                  new CartItem("cup", 2),
                  new CartItem("sugar", 3),
                  new CartItem("cocoa", 1)));
      assertThat(Profiler.flush(Duration.ofSeconds(10))).isTrue();
    } finally {
      Profiler.removeSink(sink);
    }

    assertThat(reports).hasSize(1);
    CallReport report = reports.get(0);
    assertThat(report.tree().async())
        .extracting(work -> work.tree().root().frame().method(), AsyncWork::handedOver)
        .containsExactlyInAnyOrder(tuple("submit", 1L), tuple("invokeAll", (long) ITEMS));
    assertThat(report.tree().async()).allSatisfy(work -> assertThat(work.unfinished()).isZero());
    MethodTotals lookup = method(report, "TaxClient.lookup");
    assertThat(lookup.calls()).isEqualTo(ITEMS);
    assertThat(lookup.totalNanos()).isGreaterThanOrEqualTo(atTheService.get());
    assertThat(report.tree().busyNanos())
        .isGreaterThan(report.tree().root().totalNanos() + atTheService.get());
    assertThat(report.timeline().lanes()).hasSize(1 + ITEMS);
    for (Lane lane : report.timeline().lanes()) {
      assertThat(lane.thread()).startsWith("pool-");
      assertThat(lane.startNanos() + lane.segments().get(0).durationNanos())
          .isLessThanOrEqualTo(report.usage().wallNanos());
    }
    assertThat(TextReport.standard().render(report))
        .contains("⇢ ExecutorService.invokeAll (OrderService.java:", "  busy ", "queued ");
  }

  private static MethodTotals method(CallReport report, String name) {
    return MethodTotals.of(report.tree().root()).stream()
        .filter(totals -> totals.method().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
