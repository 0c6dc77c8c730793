package io.targetedprofiler.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A report")
class CallReportTest {

  @ParameterizedTest(name = "{0}")
  @DisplayName("knows its trace by the diagnostic context, whichever library wrote it")
  @ValueSource(strings = {"traceId", "trace_id", "trace.id", "dd.trace_id"})
  void traceId(String key) {
    SampleReport report = SampleReport.of("main 1 100");

    assertThat(report.report().traceId()).isEmpty();
    assertThat(report.context(Map.of("user", "u", key, "4bf92f35")).report().traceId())
        .isEqualTo("4bf92f35");
  }
}
