package io.targetedprofiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.model.Argument;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.MDC;

@DisplayName("A request")
class WebCallTest {

  private final DeliveredReports reports = DeliveredReports.listen();

  @AfterEach
  void stop() {
    reports.close();
  }

  @Test
  @DisplayName("has a name that whoever sends it cannot make up")
  void names() {
    assertThat(WebCall.nameOf("GET", "/customers/{id}")).isEqualTo("GET /customers/{id}");
    assertThat(WebCall.nameOf("get", "/a")).isEqualTo("(other) /a");
    assertThat(WebCall.nameOf("X".repeat(10_000), "/a")).isEqualTo("(other) /a");
  }

  @Test
  @DisplayName("that no handler takes has a name, too")
  void noRoute() {
    WebCall.open("PUT", null).answered(404, null);

    assertThat(reports.next("PUT (no route)").arguments())
        .containsExactly(new Argument("status", "404"));
  }

  @ParameterizedTest
  @CsvSource({
    "200, false, RETURNED, none, 200",
    "404, false, RETURNED, none, 404",
    "404, true, RETURNED, none, 404",
    "503, false, THREW, ServerError, 503",
    "503, true, THREW, IllegalStateException, 503",
    "200, true, THREW, IllegalStateException, 500"
  })
  @DisplayName("fails if the server is at fault")
  void outcome(int status, boolean threw, Outcome outcome, String exception, String said) {
    WebCall.open("GET", "/outcome").answered(status, threw ? new IllegalStateException() : null);

    CallReport report = reports.next("GET /outcome");
    assertThat(report.outcome()).isEqualTo(outcome);
    assertThat(report.exception()).isEqualTo(exception);
    assertThat(report.arguments()).containsExactly(new Argument("status", said));
  }

  @Test
  @DisplayName("that left its thread is over when another one answers, once")
  void leftThread() throws InterruptedException {
    WebCall call = WebCall.open("GET", "/left");
    call.leftThread();
    WebCall.open("GET", "/next").answered(200, null);
    Thread other = new Thread(() -> call.answered(202, null));
    other.start();
    other.join();
    call.answered(500, null);

    assertThat(reports.next("GET /next").tree().nodes()).isEqualTo(1);
    CallReport report = reports.next("GET /left");
    assertThat(report.outcome()).isEqualTo(Outcome.RETURNED);
    assertThat(report.arguments()).containsExactly(new Argument("status", "202"));
  }

  @Test
  @DisplayName("that came with a trace is part of it, unless the context knows better")
  void trace() {
    String parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    WebCall.open("GET", "/traced").within(parent).answered(200, null);
    WebCall.open("GET", "/traced").within("00-<script>-1-1").answered(200, null);
    MDC.put("traceId", "cafe");
    MDC.put("spanId", "beef");
    WebCall.open("GET", "/traced").within(parent).answered(200, null);
    MDC.clear();

    CallReport traced = reports.next("GET /traced");
    assertThat(traced.traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(traced.spanId()).isEmpty();
    assertThat(reports.next("GET /traced").traceId()).isEmpty();
    CallReport known = reports.next("GET /traced");
    assertThat(known.traceId()).isEqualTo("cafe");
    assertThat(known.spanId()).isEqualTo("beef");
  }

  @Test
  @DisplayName("is not profiled deeper than its marked methods, unless that is asked for")
  void depth() {
    assertThat(WebCall.isWanted()).isTrue();
    WebCall call = WebCall.open("GET", "/depth");
    Profiler.profile("marked", () -> {});
    call.answered(200, null);

    CallReport report = reports.next("GET /depth");
    assertThat(report.tree().root().children()).hasSize(1);
    assertThat(report.timeline().segments()).hasSize(2);
  }
}
