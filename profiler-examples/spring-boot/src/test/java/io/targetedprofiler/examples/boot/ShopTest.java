package io.targetedprofiler.examples.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.targetedprofiler.Profiler;
import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.CallTree;
import io.targetedprofiler.sink.ReportSink;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

@DisplayName("The shop in Spring Boot")
class ShopTest {

  private static final String CART =
      "{\"id\":\"cart-42\",\"skus\":[\"cup\",\"sugar\",\"cocoa\",\"teapot\",\"tea-green\"]}";

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static TaxService taxes;
  private static ConfigurableApplicationContext context;
  private static URI shop;

  private final BlockingQueue<CallReport> reports = new LinkedBlockingQueue<>();
  private final ReportSink sink = reports::add;

  @BeforeAll
  static void start() throws Exception {
    taxes = TaxService.start();
    context =
        SpringApplication.run(
            Application.class,
            "--server.port=0",
            "--spring.datasource.hikari.maximum-pool-size=1",
            "--load.switch=true",
            "--shop.tax-service=" + taxes.uri());
    String port = context.getEnvironment().getRequiredProperty("local.server.port");
    shop = URI.create("http://localhost:" + port);
  }

  @AfterAll
  static void stop() {
    context.close();
    taxes.close();
  }

  @BeforeEach
  void listen() {
    Profiler.addSink(sink);
  }

  @AfterEach
  void leave() {
    Profiler.removeSink(sink);
  }

  @Test
  @DisplayName("has each checkout by JdbcTemplate show its statements")
  void jdbc() throws Exception {
    assertThat(checkout("/jdbc/checkout").body())
        .contains("\"items\":5")
        .contains("\"total\":48.4");

    assertThat(statements(report("POST /jdbc/checkout").tree()))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "SQL select id from final table (insert into purchase (cart) values (?))", "1",
                "SQL select price from product where sku = ?", "5 N+1",
                "SQL update product set stock = stock - ? where sku = ? and stock > ?",
                    "5 N+1 {rows=5}",
                "SQL insert into item (purchase_id, sku, price) values (?, ?, ?)",
                    "1 {batch=5, rows=5}",
                "SQL commit", "1"));
  }

  @Test
  @DisplayName("has each checkout by Hibernate show what that made of it")
  void hibernate() throws Exception {
    assertThat(checkout("/hibernate/checkout").statusCode()).isEqualTo(200);

    assertThat(statements(report("POST /hibernate/checkout").tree()))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "SQL select p1_0.sku, p1_0.price, p1_0.stock from product p1_0 where p1_0.sku = ?",
                    "5 N+1",
                "SQL insert into purchase (cart, id) values (?, default)", "1 {rows=1}",
                "SQL insert into item (price, purchase_id, sku, id) values (?, ?, ?, default)",
                    "5 N+1 {rows=5}",
                "SQL update product set price = ?, stock = ? where sku = ?", "5 N+1 {rows=5}",
                "SQL commit", "1"));
  }

  @Test
  @DisplayName("shows how long a request waited for a connection of a pool that is too small")
  void tooSmall() throws Exception {
    HikariDataSource pool = context.getBean(HikariDataSource.class);
    CompletableFuture<HttpResponse<String>> answer;
    long heldNanos;
    try (Connection held = pool.getConnection()) {
      assertThat(held.isClosed()).isFalse();
      answer = CLIENT.sendAsync(request("/jdbc/checkout"), BodyHandlers.ofString());
      while (pool.getHikariPoolMXBean().getThreadsAwaitingConnection() == 0) {
        Thread.onSpinWait();
      }
      long since = System.nanoTime();
      get("/actuator/profiles"); // takes its time, and no connection
      heldNanos = System.nanoTime() - since;
    }
    assertThat(answer.get().statusCode()).isEqualTo(200);

    CallNode wait =
        report("POST /jdbc/checkout").tree().root().children().stream()
            .filter(node -> node.frame().label().equals("waiting for a connection"))
            .findFirst()
            .orElseThrow();
    assertThat(wait.calls()).isEqualTo(1);
    assertThat(wait.maxNanos()).isGreaterThanOrEqualTo(heldNanos);
  }

  @Test
  @DisplayName("answers what its routes do not know as it would without us, JAX-RS being absent")
  void actuator() throws Exception {
    get("/products/cup/price"); // from here on it is known who knows the routes
    report("GET /products/{sku}/price");
    HttpResponse<String> answer =
        CLIENT.send(
            HttpRequest.newBuilder(shop.resolve("/actuator/profiles")).build(),
            BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(new ObjectMapper().readTree(answer.body()).has("profiles")).isTrue();
  }

  @Test
  @DisplayName("shows what it asks another service, with the answer's status")
  void outgoing() throws Exception {
    assertThat(get("/products/cup/price")).isEqualTo("8.640");

    CallNode sent =
        report("GET /products/{sku}/price").tree().root().children().stream()
            .filter(node -> node.frame().label().equals("HTTP GET localhost"))
            .findFirst()
            .orElseThrow();
    assertThat(sent.counters()).isEqualTo(Map.of("status.200", 1L));
  }

  @Test
  @DisplayName("profiles no request that the load test excepts")
  void excepted() throws Exception {
    HttpRequest excepted =
        HttpRequest.newBuilder(shop.resolve("/products")).header("Profiled", "no").build();
    assertThat(CLIENT.send(excepted, BodyHandlers.ofString()).body()).contains("cup");
    get("/products/cup/price");

    report("GET /products/{sku}/price"); // and none before it
  }

  @Test
  @DisplayName(
      "has its waterfall in text, JSON and a Chrome trace, in which each call lies in its caller's")
  void waterfall() throws Exception {
    get("/products/cup/price");
    CallReport report = report("GET /products/{sku}/price");
    String path = "/actuator/profiles/" + report.id();

    assertThat(get(path))
        .containsPattern("(?s)start ms +took ms +waterfall.*SQL select price.*HTTP GET localhost");
    assertThat(get(path + "/json")).contains("\"timeline\"").contains("\"status.200\":1");
    JsonNode events = new ObjectMapper().readTree(get(path + "/trace")).get("traceEvents");
    double whole = 0;
    double end = 0;
    List<String> names = new ArrayList<>();
    for (JsonNode event : events) {
      if (event.get("ph").asString().equals("X")) {
        double start = event.get("ts").asDouble();
        if (names.isEmpty()) { // the request itself comes first, and contains all that follows
          whole = event.get("dur").asDouble();
        } else {
          assertThat(start).isGreaterThanOrEqualTo(end);
          end = start + event.get("dur").asDouble();
          assertThat(end).isLessThanOrEqualTo(whole);
        }
        names.add(event.get("name").asString());
      }
    }
    assertThat(names)
        .containsExactly(
            "GET /products/{sku}/price",
            "waiting for a connection",
            "SQL select price from product where sku = ?",
            "HTTP GET localhost");
  }

  private CallReport report(String profile) throws InterruptedException {
    CallReport report = reports.poll(30, TimeUnit.SECONDS);
    assertThat(report).as("a report").isNotNull();
    assertThat(report.profile()).isEqualTo(profile);
    return report;
  }

  private static HttpResponse<String> checkout(String path) throws Exception {
    return CLIENT.send(request(path), BodyHandlers.ofString());
  }

  private static HttpRequest request(String path) {
    return HttpRequest.newBuilder(shop.resolve(path))
        .header("content-type", "application/json")
        .POST(BodyPublishers.ofString(CART))
        .build();
  }

  private static String get(String path) throws Exception {
    return CLIENT
        .send(HttpRequest.newBuilder(shop.resolve(path)).build(), BodyHandlers.ofString())
        .body();
  }

  /** How often each ran, whether it is marked, and what was counted. */
  private static Map<String, String> statements(CallTree tree) {
    Map<String, String> statements = new TreeMap<>();
    for (CallNode node : tree.root().children()) {
      if (node.frame().isStatement()) {
        statements.put(
            node.frame().label(),
            node.calls()
                + (tree.isRepeated(node) ? " N+1" : "")
                + (node.counters().isEmpty() ? "" : " " + new TreeMap<>(node.counters())));
      }
    }
    return statements;
  }
}
