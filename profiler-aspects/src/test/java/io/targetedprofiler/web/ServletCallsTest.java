package io.targetedprofiler.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.Outcome;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A servlet's request")
class ServletCallsTest {

  @TempDir static Path directory;

  private final ArrivingReports reports = new ArrivingReports();
  private final Tomcat tomcat = new Tomcat();
  private Requests requests;

  @BeforeEach
  void start() throws Exception {
    tomcat.setBaseDir(directory.toString());
    tomcat.setPort(0);
    Context context = tomcat.addContext("/shop", directory.toString());
    // As a container does that finds it by its service file.
    ServiceLoader.load(ServletContainerInitializer.class).stream()
        .filter(found -> found.type() == ProfilingInitializer.class)
        .forEach(found -> context.addServletContainerInitializer(found.get(), null));
    context.addServletContainerInitializer((types, servlets) -> add(servlets), null);
    tomcat.start();
    requests = new Requests(tomcat.getConnector().getLocalPort());
  }

  private static void add(ServletContext servlets) {
    servlets.addServlet("orders", new Orders()).addMapping("/orders/*");
    servlets.addServlet("hello", new Hello()).addMapping("/hello", "");
    var later = servlets.addServlet("later", new Later());
    later.addMapping("/later");
    later.setAsyncSupported(true);
    servlets.addServlet("rest", new Fallback()).addMapping("/");
  }

  @AfterEach
  void stop() throws Exception {
    reports.close();
    tomcat.stop();
    tomcat.destroy();
  }

  @Test
  @DisplayName(
      "is named after the pattern that its servlet is mapped to, and holds what is beneath")
  void pattern() throws Exception {
    assertThat(requests.get("/shop/orders/4711?user=ann").statusCode()).isEqualTo(200);

    CallReport report = reports.next("GET /orders/*");
    assertThat(report.outcome()).isEqualTo(Outcome.RETURNED);
    assertThat(ArrivingReports.arguments(report)).isEqualTo("status=200");
    assertThat(reports.names()).containsExactly("GET /orders/*");
  }

  @Test
  @DisplayName("tells an exact path and the root of the application from each other")
  void exact() throws Exception {
    requests.get("/shop/hello");
    requests.get("/shop/");

    reports.next("GET /hello");
    reports.next("GET /");
  }

  @Test
  @DisplayName("that no servlet is mapped to shares one name, and so do made-up methods")
  void unmatched() throws Exception {
    requests.get("/shop/a/1");
    requests.get("/shop/b/2");
    requests.send("FOO", "/shop/hello");
    requests.send("BAR", "/shop/hello");

    reports.next("GET (no route)");
    reports.next("GET (no route)");
    reports.next("(other) /hello");
    reports.next("(other) /hello");
    assertThat(reports.names()).containsExactly("(other) /hello", "GET (no route)");
  }

  @Test
  @DisplayName("that fails says with what")
  void failed() throws Exception {
    assertThat(requests.send("DELETE", "/shop/orders/1").statusCode()).isEqualTo(500);

    CallReport report = reports.next("DELETE /orders/*");
    assertThat(report.outcome()).isEqualTo(Outcome.THREW);
    assertThat(report.exception()).isEqualTo("IllegalStateException");
    assertThat(ArrivingReports.arguments(report)).isEqualTo("status=500");
  }

  @Test
  @DisplayName("that is refused with a status of 500 or more has failed, below it has not")
  void status() throws Exception {
    requests.send("PUT", "/shop/orders/1");
    requests.send("POST", "/shop/orders/1");

    CallReport unavailable = reports.next("PUT /orders/*");
    assertThat(unavailable.outcome()).isEqualTo(Outcome.THREW);
    assertThat(unavailable.exception()).isEqualTo("ServerError");
    assertThat(ArrivingReports.arguments(unavailable)).isEqualTo("status=503");
    CallReport wrong = reports.next("POST /orders/*");
    assertThat(wrong.outcome()).isEqualTo(Outcome.RETURNED);
    assertThat(ArrivingReports.arguments(wrong)).isEqualTo("status=400");
  }

  @Test
  @DisplayName("that is answered by another thread lasts until then")
  void asynchronous() throws Exception {
    assertThat(requests.get("/shop/later").statusCode()).isEqualTo(202);

    CallReport report = reports.next("GET /later");
    assertThat(report.asynchrony().returnedNanos()).isPresent();
    assertThat(report.usage().wallNanos())
        .isGreaterThanOrEqualTo(report.asynchrony().returnedNanos().getAsLong());
    assertThat(ArrivingReports.arguments(report)).isEqualTo("status=202");
  }

  static final class Orders extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getWriter().write("an order");
    }

    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) {
      throw new IllegalStateException("not today");
    }

    @Override
    protected void doPut(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.sendError(503);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.sendError(400);
    }
  }

  static final class Hello extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
      response.setStatus(204);
    }
  }

  static final class Fallback extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      response.setStatus(404);
    }
  }

  static final class Later extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      AsyncContext later = request.startAsync();
      later.start(
          () -> {
            response.setStatus(202);
            later.complete();
          });
    }
  }
}
