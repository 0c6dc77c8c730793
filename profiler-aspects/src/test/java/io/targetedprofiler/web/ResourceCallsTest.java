package io.targetedprofiler.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.Outcome;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Response;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A JAX-RS request")
class ResourceCallsTest {

  @TempDir static java.nio.file.Path directory;

  private final ArrivingReports reports = new ArrivingReports();
  private final Tomcat tomcat = new Tomcat();
  private Requests requests;

  @BeforeEach
  void start() throws Exception {
    tomcat.setBaseDir(directory.toString());
    tomcat.setPort(0);
    Context context = tomcat.addContext("", directory.toString());
    // Whose requests the servlets' filter leaves to JAX-RS.
    context.addServletContainerInitializer(new ProfilingInitializer(), null);
    context.addServletContainerInitializer((types, servlets) -> add(servlets), null);
    tomcat.start();
    requests = new Requests(tomcat.getConnector().getLocalPort());
  }

  private static void add(ServletContext servlets) {
    ResourceConfig application = new ResourceConfig(CustomerResource.class);
    var jersey = servlets.addServlet("api", new ServletContainer(application));
    jersey.addMapping("/api/*");
    jersey.setAsyncSupported(true);
  }

  @AfterEach
  void stop() throws Exception {
    reports.close();
    tomcat.stop();
    tomcat.destroy();
  }

  @Test
  @DisplayName("is named after the templates of its class and method, without a line of code")
  void template() throws Exception {
    assertThat(requests.get("/api/customers/4711?x=y").body()).isEqualTo("customer 4711");

    CallReport report = reports.next("GET /customers/{id}");
    assertThat(ArrivingReports.tree(report)).startsWith("GET /customers/{id} x1\n");
    assertThat(ArrivingReports.arguments(report)).isEqualTo("status=200");
  }

  @Test
  @DisplayName("ends without a body, too")
  void withoutBody() throws Exception {
    requests.send("PUT", "/api/customers/1");
    requests.send("HEAD", "/api/customers/1");

    assertThat(ArrivingReports.arguments(reports.next("PUT /customers/{id}")))
        .isEqualTo("status=204");
    assertThat(ArrivingReports.arguments(reports.next("HEAD /customers/{id}")))
        .isEqualTo("status=200");
  }

  @Test
  @DisplayName("that fails is said to have failed; one that was wrong has not")
  void failed() throws Exception {
    requests.send("DELETE", "/api/customers/1");
    requests.send("POST", "/api/customers/1");

    CallReport broken = reports.next("DELETE /customers/{id}");
    assertThat(broken.outcome()).isEqualTo(Outcome.THREW);
    assertThat(ArrivingReports.arguments(broken)).isEqualTo("status=500");
    CallReport wrong = reports.next("POST /customers/{id}");
    assertThat(wrong.outcome()).isEqualTo(Outcome.RETURNED);
    assertThat(ArrivingReports.arguments(wrong)).isEqualTo("status=409");
  }

  @Test
  @DisplayName("whose body cannot be written has failed")
  void unwritten() throws Exception {
    requests.get("/api/customers/torn");

    CallReport report = reports.next("GET /customers/torn");
    assertThat(report.outcome()).isEqualTo(Outcome.THREW);
    assertThat(report.exception()).isEqualTo("IllegalStateException");
  }

  @Test
  @DisplayName("that is resumed by another thread lasts until then")
  void asynchronous() throws Exception {
    assertThat(requests.get("/api/customers/later").body()).isEqualTo("later");

    CallReport report = reports.next("GET /customers/later");
    assertThat(report.asynchrony().returnedNanos()).isPresent();
    assertThat(ArrivingReports.arguments(report)).isEqualTo("status=200");
  }

  @Test
  @DisplayName("leaves nothing open behind it")
  void nothingLeft() throws Exception {
    for (int i = 0; i < 3; i++) {
      requests.send("HEAD", "/api/customers/1");
      requests.get("/api/customers/torn");
      requests.get("/api/customers/later");
      requests.get("/api/nowhere");
      requests.get("/api/customers/1");
    }

    for (int i = 0; i < 3; i++) {
      assertThat(reports.next("GET /customers/{id}").tree().nodes()).isLessThan(5);
    }
    assertThat(reports.names()).doesNotContain("GET /api/*");
  }

  @Path("customers/")
  public static class CustomerResource {

    @GET
    @Path("{id}")
    public String customer(@PathParam("id") String id) {
      return "customer " + id;
    }

    @HEAD
    @Path("{id}")
    public Response head() {
      return Response.ok().build();
    }

    @PUT
    @Path("{id}")
    public void put() {}

    @DELETE
    @Path("{id}")
    public String delete() {
      throw new IllegalStateException("not today");
    }

    @POST
    @Path("{id}")
    public String post() {
      throw new WebApplicationException(409);
    }

    @GET
    @Path("torn")
    public jakarta.ws.rs.core.StreamingOutput torn() {
      return (OutputStream out) -> {
        out.write("half".getBytes(StandardCharsets.US_ASCII));
        throw new IllegalStateException("torn");
      };
    }

    @GET
    @Path("later")
    public void later(@Suspended AsyncResponse response) {
      Thread other = new Thread(() -> response.resume("later"));
      other.setDaemon(true);
      other.start();
    }
  }
}
