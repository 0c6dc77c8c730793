package io.targetedprofiler.aspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.web.ArrivingReports;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import subjects.Outgoing;

@DisplayName("A request that woven code sends")
class HttpProbesTest {

  private final Reports reports = new Reports();
  private HttpServer server;
  private Outgoing outgoing;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          int status = exchange.getRequestURI().getPath().equals("/missing") ? 404 : 200;
          exchange.sendResponseHeaders(status, 1);
          exchange.getResponseBody().write('x');
          exchange.close();
        });
    server.start();
    outgoing = new Outgoing(URI.create("http://localhost:" + server.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    reports.close();
    server.stop(0);
  }

  @Test
  @DisplayName("stands beneath the method that sends it, by method and host, with its status")
  void sent() throws Exception {
    assertThat(outgoing.send()).isEqualTo("xxx");

    assertThat(reports.tree("sent"))
        .isEqualTo(
            """
            Outgoing.send x1
              Outgoing.body x3
                HTTP GET localhost x3
                Outgoing.request x3
            """);
    assertThat(http(reports.one("sent").tree().root()).counters())
        .isEqualTo(Map.of("status.200", 2L, "status.404", 1L));
  }

  @Test
  @DisplayName("stands beneath the marked method where nothing else does, and in its waterfall")
  void topLevel() throws Exception {
    outgoing.sendAtTheTop();

    CallReport report = reports.one("sent at the top");
    assertThat(reports.tree("sent at the top"))
        .isEqualTo("Outgoing.sendAtTheTop x1\n  HTTP GET localhost x1\n");
    assertThat(report.timeline().segments().get(1).counters()).containsKey("status.200");
  }

  /** Who waits for the answer may have it before the profiler: then a supplement tells of it. */
  @Test
  @DisplayName("and does not wait for is work that was handed over, as long as it took")
  void later() throws Exception {
    try (ArrivingReports arriving = new ArrivingReports()) {
      assertThat(outgoing.sendLater()).isEqualTo("x");

      CallReport report = arriving.next("sent later");
      while (sent(report).calls() == 0) {
        report = arriving.next("sent later");
      }
      assertThat(sent(report).counters()).isEqualTo(Map.of("status.200", 1L));
      assertThat(sent(report).totalNanos()).isPositive();
    }
  }

  private static CallNode sent(CallReport report) {
    return report.tree().root().async().stream()
        .map(work -> work.tree().root())
        .filter(node -> node.frame().label().equals("HTTP GET localhost"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @DisplayName("that fails is an error, and the client's exception passes")
  void refused() {
    assertThatThrownBy(outgoing::refused).isInstanceOf(ConnectException.class);

    CallNode node = http(reports.one("refused").tree().root());
    assertThat(node.errors()).isEqualTo(1);
    assertThat(node.counters()).isEmpty();
  }

  @Test
  @DisplayName("by Apache's client is recorded, whoever takes the response")
  void apache() throws Exception {
    assertThat(outgoing.apache()).isEqualTo(201);

    CallNode node = http(reports.one("sent by Apache").tree().root());
    assertThat(node.frame().label()).isEqualTo("HTTP GET localhost");
    assertThat(node.calls()).isEqualTo(2);
    assertThat(node.counters()).isEqualTo(Map.of("status.200", 1L));
  }

  @Test
  @DisplayName("by OkHttp is recorded")
  void ok() throws Exception {
    assertThat(outgoing.ok()).isEqualTo(200);

    CallNode node = http(reports.one("sent by OkHttp").tree().root());
    assertThat(node.frame().label()).isEqualTo("HTTP GET localhost");
    assertThat(node.counters()).isEqualTo(Map.of("status.200", 1L));
  }

  @Test
  @DisplayName("outside of a profiled call is just sent")
  void unprofiled() throws Exception {
    assertThat(outgoing.unprofiled()).isEqualTo("x");
  }

  private static CallNode http(CallNode node) {
    if (node.frame().label().startsWith("HTTP ")) {
      return node;
    }
    return node.children().stream()
        .map(HttpProbesTest::http)
        .filter(found -> found != null)
        .findFirst()
        .orElse(null);
  }
}
