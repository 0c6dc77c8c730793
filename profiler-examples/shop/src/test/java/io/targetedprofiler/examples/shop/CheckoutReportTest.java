package io.targetedprofiler.examples.shop;

import static io.targetedprofiler.examples.shop.TestShop.cart;
import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.Profiler;
import io.targetedprofiler.model.Argument;
import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.Outcome;
import io.targetedprofiler.sink.ReportSink;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The report of a checkout")
class CheckoutReportTest {

  private static Shop shop;
  private static Customers customers;

  private final List<CallReport> reports = new CopyOnWriteArrayList<>();
  private final ReportSink sink = reports::add;

  @BeforeAll
  static void open() throws Exception {
    shop = TestShop.start();
    customers = new Customers(shop.uri());
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @BeforeEach
  void listen() {
    Profiler.flush(Duration.ofSeconds(10));
    Profiler.addSink(sink);
  }

  @AfterEach
  void leave() {
    Profiler.removeSink(sink);
  }

  @Test
  @DisplayName("shows a query and a look-up for each item, and each SQL-calling method by itself")
  void bought() throws Exception {
    CallReport report =
        reportOf(
            cart("DE", new CartItem("cup", 2), new CartItem("sugar", 3), new CartItem("cocoa", 1)));

    assertThat(report.outcome()).isEqualTo(Outcome.RETURNED);
    assertThat(outline(report))
        .isEqualTo(
            """
            1 OrderService.checkout
              1 OrderRepository.save
                1 OrderRepository.insertItems
                1 OrderRepository.insertOrder
              3 PricingService.price
                3 PriceRepository.priceOf
                3 TaxClient.lookup
              1 StockService.reserve
                3 StockRepository.reserve
              1 Transaction.close
              1 Transaction.commit
            """);
  }

  @Test
  @DisplayName(
      "shows each statement beneath the method that executes it, those for each item marked")
  void statements() throws Exception {
    CallReport report =
        reportOf(
            cart(
                "DE",
                new CartItem("cup", 2),
                new CartItem("sugar", 3),
                new CartItem("cocoa", 1),
                new CartItem("teapot", 1),
                new CartItem("tea-green", 1)));

    assertThat(statements(report))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "SQL select net from price where sku = ?",
                "5 N+1",
                "SQL update stock set qty = qty - ? where sku = ? and qty >= ?",
                "5 N+1 {rows=5}",
                "SQL insert into purchase (cart_id) values (?)",
                "1 {rows=1}",
                "SQL insert into purchase_item (purchase_id, sku, qty, net, tax)"
                    + " values (?, ?, ?, ?, ?)",
                "1 {batch=5, rows=5}",
                "SQL commit",
                "1"));
  }

  @Test
  @DisplayName("ends where the shelf is empty, and says so")
  void soldOut() throws Exception {
    CallReport report =
        reportOf(
            cart(
                "DE",
                new CartItem("teapot", 1),
                new CartItem(RandomCarts.SOLD_OUT, 1),
                new CartItem("cup", 1)));

    assertThat(report.outcome()).isEqualTo(Outcome.THREW);
    assertThat(report.exception()).isEqualTo("OutOfStockException");
    assertThat(outline(report))
        .isEqualTo(
            """
            1 OrderService.checkout threw 1
              3 PricingService.price
                3 PriceRepository.priceOf
                3 TaxClient.lookup
              1 StockService.reserve threw 1
                2 StockRepository.reserve threw 1
              1 Transaction.close
            """);
  }

  @Test
  @DisplayName("ends where an article is unknown, before anything is taken from the stock")
  void unknownArticle() throws Exception {
    CallReport report =
        reportOf(cart("DE", new CartItem("cup", 1), new CartItem(RandomCarts.UNKNOWN, 1)));

    assertThat(report.exception()).isEqualTo("UnknownSkuException");
    assertThat(outline(report))
        .isEqualTo(
            """
            1 OrderService.checkout threw 1
              2 PricingService.price threw 1
                2 PriceRepository.priceOf threw 1
                1 TaxClient.lookup
            """);
  }

  @Test
  @DisplayName("knows the thread, the arguments and the caller's context")
  void circumstances() throws Exception {
    CallReport report = reportOf(cart("DE", new CartItem("cup", 2)));

    assertThat(report.thread()).matches("http-\\d");
    assertThat(report.arguments())
        .extracting(Argument::name)
        .containsExactly("cartId", "items", "country");
    assertThat(report.context()).isEqualTo(Map.of("cart", "42"));
  }

  private CallReport reportOf(Cart cart) throws Exception {
    customers.checkout(cart);
    assertThat(Profiler.flush(Duration.ofSeconds(10))).isTrue();
    assertThat(reports).hasSize(1);
    return reports.get(0);
  }

  private static Map<String, String> statements(CallReport report) {
    return Statements.of(report.tree());
  }

  /** Calls, method and throws of each call path, without accessors, helpers and lambdas. */
  private static String outline(CallReport report) {
    StringBuilder outline = new StringBuilder();
    draw(report.tree().root(), 0, outline);
    return outline.toString();
  }

  private static void draw(CallNode node, int level, StringBuilder outline) {
    String label = node.frame().label();
    if (!label.matches(
        "\\w+(Service|Repository|Client|Transaction)?\\.(checkout|price|priceOf|lookup|reserve|save"
            + "|insertOrder|insertItems|commit|close)")) {
      return;
    }
    outline.append("  ".repeat(level)).append(node.calls()).append(' ').append(label);
    if (node.errors() > 0) {
      outline.append(" threw ").append(node.errors());
    }
    outline.append('\n');
    // By name: their order in the tree is that in which the JVM first came by, in any test.
    node.children().stream()
        .sorted(Comparator.comparing(child -> child.frame().label()))
        .forEach(child -> draw(child, level + 1, outline));
  }
}
