package io.targetedprofiler.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariDataSource;
import io.targetedprofiler.Profiler;
import io.targetedprofiler.format.FileFormat;
import io.targetedprofiler.format.JsonReader;
import io.targetedprofiler.format.TextReport;
import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.Outcome;
import io.targetedprofiler.model.ReportSet;
import io.targetedprofiler.web.ArrivingReports;
import io.targetedprofiler.web.Requests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import subjects.boot.Application;

@DisplayName("A Spring Boot application with nothing but the dependency and the weaver")
class BootApplicationTest {

  private static final ArrivingReports reports = new ArrivingReports();
  private static ConfigurableApplicationContext context;
  private static HttpServer others;
  private static Requests requests;

  @BeforeAll
  static void start() throws IOException {
    others = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    others.createContext("/answers", exchange -> answer(exchange, 200, "yes"));
    others.createContext("/refusals", exchange -> answer(exchange, 404, "no"));
    others.start();
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    context =
        SpringApplication.run(
            Application.class,
            "--server.port=0",
            "--spring.main.banner-mode=off",
            "--spring.datasource.url=jdbc:h2:mem:boot",
            "--management.endpoints.web.exposure.include=*");
    requests =
        new Requests(
            context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
    jdbc.execute("create table customer (id int primary key, name varchar(20))");
    for (int id = 1; id <= 6; id++) {
      jdbc.update("insert into customer values (?, ?)", id, "name " + id);
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    try (exchange) {
      byte[] bytes = text.getBytes(UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @AfterAll
  static void stop() {
    context.close();
    others.stop(0);
    reports.close();
    System.clearProperty("org.springframework.boot.logging.LoggingSystem");
  }

  @Test
  @DisplayName("has each request as a profiled call, named by its route, with its statements")
  void route() throws Exception {
    assertThat(requests.get("/customers/4").body()).isEqualTo("{\"name\":\"name 4\"}");

    CallReport report = reports.next("GET /customers/{id}");
    assertThat(ArrivingReports.arguments(report)).isEqualTo("status=200");
    assertThat(ArrivingReports.tree(report))
        .isEqualTo(
            """
            GET /customers/{id} x1
              SQL select name from customer where id = ? x1
              waiting for a connection x1
            """);
    assertThat(report.timeline().segments()).hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  @DisplayName("sees statements that are executed again and again for one request")
  void repeated() throws Exception {
    requests.get("/customers");

    CallReport report = reports.next("GET /customers");
    CallNode repeated =
        report.tree().root().children().stream()
            .filter(report.tree()::isRepeated)
            .findFirst()
            .orElseThrow();
    assertThat(repeated.frame().label()).isEqualTo("SQL select name from customer where id = ?");
    assertThat(repeated.calls()).isEqualTo(6);
  }

  @Test
  @DisplayName("tells what failed, whoever made an answer of it, from what was asked wrongly")
  void failures() throws Exception {
    assertThat(requests.get("/customers/1/broken").statusCode()).isEqualTo(500);
    assertThat(requests.get("/customers/1/handled").statusCode()).isEqualTo(501);
    assertThat(requests.get("/customers/1/missing").statusCode()).isEqualTo(404);

    CallReport broken = reports.next("GET /customers/{id}/broken");
    assertThat(broken.exception()).isEqualTo("IllegalStateException");
    assertThat(ArrivingReports.arguments(broken)).isEqualTo("status=500");
    CallReport handled = reports.next("GET /customers/{id}/handled");
    assertThat(handled.exception()).isEqualTo("UnsupportedOperationException");
    assertThat(ArrivingReports.arguments(handled)).isEqualTo("status=501");
    CallReport missing = reports.next("GET /customers/{id}/missing");
    assertThat(missing.outcome()).isEqualTo(Outcome.RETURNED);
    assertThat(ArrivingReports.arguments(missing)).isEqualTo("status=404");
    assertThat(reports.names()).doesNotContain("GET /error");
  }

  @Test
  @DisplayName("tells an error of the JVM's from what Spring wraps it into")
  void error() throws Exception {
    assertThat(requests.get("/customers/1/error").statusCode()).isEqualTo(500);

    assertThat(reports.next("GET /customers/{id}/error").exception()).isEqualTo("AssertionError");
  }

  @Test
  @DisplayName("has a request that is forwarded to a handler that answers later as one call")
  void forwarded() throws Exception {
    assertThat(requests.get("/customers/1/forwarded").body()).isEqualTo("called");

    CallReport report = reports.next("GET /customers/{id}/forwarded");
    assertThat(ArrivingReports.arguments(report)).isEqualTo("status=200");
    assertThat(report.asynchrony().returnedNanos()).isPresent();
  }

  @Test
  @DisplayName("has what a handler does after it included another as part of the request")
  void including() throws Exception {
    requests.get("/customers/1/including");

    assertThat(ArrivingReports.tree(reports.next("GET /customers/{id}/including")))
        .isEqualTo(
            """
            GET /customers/{id}/including x1
              SQL select count(*) from customer x1
              SQL select name from customer where id = ? x1
              waiting for a connection x2
            """);
  }

  @Test
  @DisplayName("counts what it refuses before a handler is chosen with all that no handler takes")
  void refusedByTheFramework() throws Exception {
    requests.get("/customers/1"); // from here on it is known who knows the routes
    reports.next("GET /customers/{id}");

    assertThat(requests.send("POST", "/customers/1").statusCode()).isEqualTo(405);
    assertThat(requests.send("FOO", "/customers/1").statusCode()).isEqualTo(405);

    assertThat(ArrivingReports.arguments(reports.next("POST (no route)"))).isEqualTo("status=405");
    reports.next("(other) (no route)");
  }

  @Test
  @DisplayName("has one name for all that no handler takes")
  void unmatched() throws Exception {
    requests.get("/nowhere/1");
    requests.get("/nowhere/2");

    assertThat(ArrivingReports.arguments(reports.next("GET (no route)"))).isEqualTo("status=404");
    reports.next("GET (no route)");
    assertThat(reports.names()).noneMatch(name -> name.contains("nowhere"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"client", "template"})
  @DisplayName(
      "shows requests to others by method, host and status, for Spring's clients that wait")
  void sent(String by) throws Exception {
    assertThat(requests.get(asking(by, "/answers/secret")).body()).isEqualTo("yes");

    CallReport report = reports.next("GET /partners/" + by);
    assertThat(ArrivingReports.tree(report))
        .isEqualTo("GET /partners/%s x1\n  HTTP GET localhost x1 status.200=1\n".formatted(by));
    assertThat(report.timeline().segments())
        .anySatisfy(
            segment -> {
              assertThat(segment.frame().label()).isEqualTo("HTTP GET localhost");
              assertThat(segment.counters()).containsEntry("status.200", 1L);
            });
  }

  @Test
  @DisplayName("shows the status of a request that another refuses")
  void refused() throws Exception {
    requests.get(asking("client", "/refusals/secret"));

    assertThat(ArrivingReports.tree(reports.next("GET /partners/client")))
        .contains("HTTP GET localhost x1 status.404=1");
  }

  @Test
  @DisplayName("shows requests of WebClient as work on other threads, waited for or not")
  void sentByWebClient() throws Exception {
    assertThat(requests.get(asking("blocking", "/answers/secret")).body()).isEqualTo("yes");
    assertThat(requests.get(asking("reactive", "/answers/secret")).body()).isEqualTo("yes");

    CallReport blocking = reports.next("GET /partners/blocking");
    assertThat(new TextReport(40, 0, true).render(blocking))
        .contains("⇢ HTTP GET localhost  status.200=1  queued ");
    assertThat(ArrivingReports.tree(blocking))
        .isEqualTo(
            """
            GET /partners/blocking x1
              ~> HTTP GET localhost x1 status.200=1
            """);
    CallReport later = reports.next("GET /partners/reactive");
    assertThat(later.asynchrony().returnedNanos()).isPresent();
  }

  private static String asking(String by, String path) {
    return "/partners/%s?address=http://localhost:%d%s"
        .formatted(by, others.getAddress().getPort(), path);
  }

  @Test
  @DisplayName("has requests that are answered by other threads last until they are")
  void asynchronous() throws Exception {
    assertThat(requests.get("/customers/1/callable").body()).isEqualTo("called");
    assertThat(requests.get("/customers/1/deferred").body()).isEqualTo("deferred");

    for (String name : new String[] {"callable", "deferred"}) {
      CallReport report = reports.next("GET /customers/{id}/" + name);
      assertThat(report.asynchrony().returnedNanos()).isPresent();
      assertThat(ArrivingReports.arguments(report)).isEqualTo("status=200");
    }
  }

  @Test
  @DisplayName("keeps its data source what it was: a pool that can be cast, unwrapped and measured")
  void pool() throws Exception {
    DataSource source = context.getBean(DataSource.class);

    assertThat(source).isInstanceOf(HikariDataSource.class);
    assertThat(((HikariDataSource) source).getMaximumPoolSize()).isEqualTo(10);
    assertThat(source.unwrap(HikariDataSource.class).isRunning()).isTrue();
    assertThat(requests.get("/actuator/metrics/hikaricp.connections.max").body()).contains("10");
  }

  @Test
  @DisplayName("shows the timers to Prometheus")
  void prometheus() throws Exception {
    requests.get("/customers/2");
    reports.next("GET /customers/{id}");

    HttpResponse<String> scrape = requests.get("/actuator/prometheus");
    assertThat(scrape.body())
        .contains("profiler_calls_seconds_count{")
        .contains("profile=\"GET /customers/{id}\"");
    assertThat(reports.names()).noneMatch(name -> name.contains("actuator"));
  }

  @Test
  @DisplayName("lists its profiles with their slow and failed calls")
  void profiles() throws Exception {
    requests.get("/customers/3/broken");
    CallReport broken = reports.next("GET /customers/{id}/broken");
    Profiler.flush(Duration.ofSeconds(30));

    HttpResponse<String> list = requests.get("/actuator/profiles");
    assertThat(list.headers().firstValue("content-type").orElse("")).contains("json");
    JsonNode profiles = new ObjectMapper().readTree(list.body()).get("profiles");
    JsonNode profile =
        StreamSupport.stream(profiles.spliterator(), false)
            .filter(p -> p.get("profile").asText().equals("GET /customers/{id}/broken"))
            .findFirst()
            .orElseThrow();
    JsonNode failed = profile.get("failed").get(0);
    assertThat(failed.get("id").asLong()).isEqualTo(broken.id());
    assertThat(failed.get("exception").asText()).isEqualTo("IllegalStateException");
    assertThat(failed.get("arguments").get("status").asText()).isEqualTo("500");
    assertThat(failed.get("durationNanos").asLong()).isEqualTo(broken.usage().wallNanos());
  }

  @Test
  @DisplayName("shows one of these as text, and as a file in each format")
  void oneReport() throws Exception {
    requests.get("/customers/5/broken");
    long id = reports.next("GET /customers/{id}/broken").id();
    Profiler.flush(Duration.ofSeconds(30));
    String path = "/actuator/profiles/" + id;

    HttpResponse<String> text = requests.get(path);
    assertThat(text.headers().firstValue("content-type")).hasValue("text/plain;charset=UTF-8");
    assertThat(text.body()).startsWith("@Profile GET /customers/{id}/broken  ");
    for (FileFormat format : FileFormat.values()) {
      assertThat(requests.get(path + '/' + format.id()).statusCode())
          .as(format.id())
          .isEqualTo(200);
    }
    ReportSet read =
        new JsonReader()
            .read(
                new ByteArrayInputStream(requests.get(path + "/json").body().getBytes(UTF_8)),
                "json");
    assertThat(read.reports().get(0).id()).isEqualTo(id);
    assertThat(requests.send("GET", path + "/html", "accept", "text/html,*/*;q=0.8").body())
        .startsWith("<!DOCTYPE html>");
  }

  @Test
  @DisplayName("says what is not there")
  void absent() throws Exception {
    assertThat(requests.get("/actuator/profiles/999999999").statusCode()).isEqualTo(404);
    assertThat(requests.get("/actuator/profiles/999999999").body())
        .startsWith("no report 999999999 is kept");
    assertThat(requests.get("/actuator/profiles/1/word").body())
        .isEqualTo("the formats are json, html, collapsed, speedscope, pprof, trace, pstats\n");
    assertThat(requests.get("/actuator/profiles/none").statusCode()).isEqualTo(400);
  }
}
