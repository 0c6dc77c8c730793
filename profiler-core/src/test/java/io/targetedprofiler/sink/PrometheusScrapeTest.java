package io.targetedprofiler.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.targetedprofiler.model.SampleReport;
import io.targetedprofiler.model.Tag;
import io.targetedprofiler.record.CallMeter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A Prometheus scrape of the meters")
@Timeout(60)
class PrometheusScrapeTest {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  @BeforeEach
  void useEveryMeter() {
    MicrometerMeters meters = MicrometerMeters.in(registry, new ProfilerLog(new ManualClock()));
    CallMeter calls = meters.of("checkout");
    calls.ended(calls.started(), 412_300_000, null);
    calls.ended(calls.started(), 1_000_000, new IOException("test"));
    calls.ended(calls.started(), 2_000_000, null, List.of(new Tag("plan", "gold")));
    CallMeter others = meters.of("login");
    others.ended(others.started(), 3_000_000, null, List.of(new Tag("region", "EU")));
    Object active = calls.started();
    assertThat(active).isNotNull();
    meters.dropped("checkout");
    meters.suppressed("checkout");
    meters.accept(
        SampleReport.of(
                """
                shop.Orders.checkout 1 412300000
                  shop.Tax.lookup 3 209000000
                """)
            .report());
  }

  @Test
  @DisplayName("has the names that dashboards rely on")
  void names() {
    assertThat(registry.scrape())
        .contains(
            "profiler_calls_seconds_count"
                + "{exception=\"none\",outcome=\"returned\",profile=\"checkout\"} 1",
            "profiler_calls_seconds_sum"
                + "{exception=\"IOException\",outcome=\"threw\",profile=\"checkout\"} 0.001",
            "profiler_calls_seconds_sum"
                + "{exception=\"none\",outcome=\"returned\",plan=\"gold\",profile=\"checkout\"} 0.002",
            "profiler_calls_seconds_sum"
                + "{exception=\"none\",outcome=\"returned\",profile=\"login\",region=\"EU\"} 0.003",
            "profiler_calls_active_seconds",
            "profiler_methods_seconds_count{method=\"Tax.lookup\",profile=\"checkout\"} 3",
            "profiler_methods_seconds_sum{method=\"Orders.checkout\",profile=\"checkout\"} 0.4123",
            "profiler_methods_self_seconds_sum"
                + "{method=\"Orders.checkout\",profile=\"checkout\"} 0.2033",
            "profiler_reports_dropped_total{profile=\"checkout\"} 1.0",
            "profiler_reports_suppressed_total{profile=\"checkout\"} 1.0",
            "profiler_overhead_total{profile=\"checkout\"} 800.0");
  }

  @Test
  @DisplayName("passes promtool's check without a remark")
  void promtool() throws Exception {
    Process check = start("promtool", "check", "metrics");
    try (OutputStream in = check.getOutputStream()) {
      in.write(registry.scrape().getBytes(UTF_8));
    }
    String remarks = new String(check.getInputStream().readAllBytes(), UTF_8);

    assertThat(remarks).isEmpty();
    assertThat(check.waitFor()).isZero();
  }

  private static Process start(String... command) {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException absent) {
      String message = command[0] + " is not installed (Debian: apt-get install prometheus)";
      if ("true".equals(System.getenv("REQUIRE_TOOLS"))) {
        return fail(message, absent);
      }
      assumeTrue(false, message);
      throw new AssertionError(absent);
    }
  }
}
