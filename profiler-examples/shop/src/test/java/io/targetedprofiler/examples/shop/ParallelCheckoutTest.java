package io.targetedprofiler.examples.shop;

import static io.targetedprofiler.examples.shop.TestShop.cart;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.targetedprofiler.Profiler;
import io.targetedprofiler.format.TextReport;
import io.targetedprofiler.model.AsyncWork;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.Lane;
import io.targetedprofiler.model.MethodTotals;
import io.targetedprofiler.sink.ReportSink;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

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
    Endpoint timed = timedByHand(tax, atTheService);
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

  @Test
  @DisplayName("lies between times taken by hand within and around, in log, lanes and meters alike")
  void handTiming() throws Exception {
    List<CallReport> reports = new CopyOnWriteArrayList<>();
    ReportSink sink = reports::add;
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger logger = (Logger) LoggerFactory.getLogger("profiler.checkout");
    logger.addAppender(log);
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    Metrics.addRegistry(meters);
    Lookups before = Lookups.in(meters); // other tests have looked up, too
    AtomicLong atTheService = new AtomicLong();
    HandTimedPool pool = new HandTimedPool(2);
    WebServer server = new WebServer("tax", 0, 4);
    server.on("GET", TaxService.PATH, timedByHand(TaxService.farAway(), atTheService)).start();
    Profiler.addSink(sink);
    long begin;
    long end;
    try (Database database = Database.open(4, meters)) {
      OrderService orders =
          new OrderService(
              database,
              new PricingService(new PriceRepository(database), new TaxClient(server.uri())),
              new StockService(new StockRepository(database)),
              new OrderRepository(),
              Optional.of(pool));
      List<CartItem> items =
          List.of(new CartItem("cup", 1), new CartItem("sugar", 1), new CartItem("cocoa", 1));
      begin = System.nanoTime();
      orders.checkout("42", items, "DE");
      end = System.nanoTime();
      assertThat(Profiler.flush(Duration.ofSeconds(30))).isTrue();
    } finally {
      Profiler.removeSink(sink);
      logger.detachAppender(log);
      pool.shutdownNow();
      server.close();
      Metrics.removeRegistry(meters);
    }

    CallReport report = reports.get(0);
    List<HandTimedPool.Timed> tasks = pool.tasks();
    long around = end - begin;
    long lastEnd = tasks.stream().mapToLong(HandTimedPool.Timed::endNanos).max().getAsLong();
    long firstSubmitted =
        tasks.stream().mapToLong(HandTimedPool.Timed::submittedNanos).min().getAsLong();
    assertThat(report.usage().wallNanos()).isBetween(lastEnd - firstSubmitted, around);

    assertThat(tasks).hasSize(1 + ITEMS);
    List<Lane> lanes = report.timeline().lanes();
    assertThat(lanes).hasSize(1 + ITEMS);
    // Of two tasks that begin together, the pool and we may see another one first.
    for (Lane lane : lanes) {
      assertThat(tasks)
          .anySatisfy(
              hand -> {
                assertThat(lane.segments().get(0).durationNanos())
                    .isLessThanOrEqualTo(hand.runNanos());
                // Handed over before the pool was told, and begun after the pool began it.
                assertThat(lane.startNanos() - lane.handedOverNanos())
                    .isGreaterThanOrEqualTo(hand.queuedNanos());
                // The profiled call began after the first reading, before the first was submitted.
                assertThat(lane.startNanos())
                    .isBetween(hand.beginNanos() - firstSubmitted, hand.endNanos() - begin);
              });
    }

    long ran = tasks.stream().mapToLong(HandTimedPool.Timed::runNanos).sum();
    long queued = tasks.stream().mapToLong(HandTimedPool.Timed::queuedNanos).sum();
    List<AsyncWork> async = report.tree().async();
    MethodTotals lookup = method(report, "TaxClient.lookup");
    assertThat(lookup.totalNanos()).isBetween(atTheService.get(), ran);
    assertThat(async.stream().mapToLong(work -> work.tree().root().totalNanos()).sum())
        .isBetween(lookup.totalNanos(), ran);
    assertThat(async.stream().mapToLong(AsyncWork::queuedNanos).sum())
        .isGreaterThanOrEqualTo(queued);
    assertThat(async.stream().mapToLong(work -> work.tree().root().measuredNanos()).sum())
        .isEqualTo(lanes.stream().mapToLong(one -> one.segments().get(0).durationNanos()).sum());

    Timer calls = meters.get("profiler.calls").tag("profile", "checkout").timer();
    assertThat(calls.count()).isEqualTo(1);
    assertThat(calls.totalTime(TimeUnit.NANOSECONDS)).isEqualTo(report.usage().wallNanos());
    Lookups after = Lookups.in(meters);
    assertThat(after.count - before.count).isEqualTo(ITEMS);
    assertThat(after.nanos - before.nanos).isEqualTo(lookup.totalNanos());

    assertThat(log.list)
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.getFormattedMessage().lines().findFirst())
                    .isEqualTo(TextReport.standard().render(report).lines().findFirst()));
    assertThat(log.list.get(0).getFormattedMessage())
        .containsPattern(
            " +%s +[0-9.]+ .* ExecutorService\\.invokeAll"
                .formatted(millis(report, "invokeAll").replace(".", "\\.")));
  }

  /** What the meters say of the look-ups so far. */
  private record Lookups(long count, long nanos) {
    static Lookups in(SimpleMeterRegistry meters) {
      FunctionTimer timer =
          meters
              .find("profiler.methods")
              .tag("profile", "checkout")
              .tag("method", "TaxClient.lookup")
              .functionTimer();
      return timer == null
          ? new Lookups(0, 0)
          : new Lookups((long) timer.count(), (long) timer.totalTime(TimeUnit.NANOSECONDS));
    }
  }

  private static Endpoint timedByHand(TaxService tax, AtomicLong nanos) {
    return request -> {
      long begin = System.nanoTime();
      try {
        return tax.answer(request);
      } finally {
        nanos.addAndGet(System.nanoTime() - begin);
      }
    };
  }

  private static String millis(CallReport report, String handedOverBy) {
    long nanos =
        report.tree().async().stream()
            .map(work -> work.tree().root())
            .filter(root -> root.frame().method().equals(handedOverBy))
            .findFirst()
            .orElseThrow()
            .totalNanos();
    return String.format(Locale.ROOT, "%.2f", nanos / 1e6);
  }

  private static MethodTotals method(CallReport report, String name) {
    return MethodTotals.of(report.tree().root()).stream()
        .filter(totals -> totals.method().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
