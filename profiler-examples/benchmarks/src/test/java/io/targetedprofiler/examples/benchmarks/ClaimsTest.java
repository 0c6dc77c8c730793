package io.targetedprofiler.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.examples.benchmarks.Claims.Claim;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A claim")
class ClaimsTest {

  @Test
  @DisplayName("of a peer holds if the peer costs so many times what ours does")
  void peers() {
    List<Row> rows =
        List.of(
            row("CallTreeBenchmark", "baseline", 10, 0),
            row("CallTreeBenchmark", "active", 60, 0),
            row("CallTreeBenchmark", "micrometerTimed", 260, 0),
            row("CallTreeBenchmark", "timerNinja", 259, 0),
            row("CallTreeBenchmark", "openTelemetry", 510, 0),
            row("CallTreeBenchmark", "jfrMethodTiming", 59, 0));

    assertThat(Claims.of(rows))
        .containsExactly(
            new Claim("CallTreeBenchmark: micrometerTimed, x active", 5.0, false, 5),
            new Claim("CallTreeBenchmark: timerNinja, x active", 4.98, false, 5),
            new Claim("CallTreeBenchmark: openTelemetry, x active", 10.0, false, 5),
            new Claim("CallTreeBenchmark: jfrMethodTiming, x active", 0.98, false, 1))
        .extracting(Claim::holds)
        .containsExactly(true, false, true, false);
  }

  @Test
  @DisplayName("of ours holds if it is not above its limit")
  void ours() {
    List<Row> rows =
        List.of(
            row("TinyLeavesBenchmark", "baseline", 4, 4),
            row("TinyLeavesBenchmark", "clockPair", 44, 44),
            row("TinyLeavesBenchmark", "idle", 5.5, 5.5),
            row("TinyLeavesBenchmark", "activeThinned", 9, 9),
            row("RootBenchmark", "baseline", 4, 4),
            row("RootBenchmark", "handedOver", 5_004, 2_004),
            row("ScalingBenchmark.OneThread", "baseline", 4, 4),
            row("ScalingBenchmark.OneThread", "active", 54, 54),
            row("ScalingBenchmark.TwoThreads", "baseline", 8, 4),
            row("ScalingBenchmark.TwoThreads", "active", 108, 59));

    assertThat(Claims.of(rows))
        .containsExactly(
            new Claim("TinyLeavesBenchmark: activeThinned, x clock pair", 0.125, true, 0.25),
            new Claim("TinyLeavesBenchmark: activeThinned, B per call", 0, true, 0),
            new Claim("TinyLeavesBenchmark: idle, ns above baseline", 1.5, true, 1),
            new Claim("RootBenchmark: handedOver, ns above baseline", 5_000, true, 3_000),
            new Claim(
                "RootBenchmark: handedOver, CPU ns of the caller's thread above baseline",
                2_000,
                true,
                3_000),
            new Claim(
                "ScalingBenchmark: active, CPU time at two threads, x that at one",
                1.1,
                true,
                1.15))
        .extracting(Claim::holds)
        .containsExactly(true, true, false, false, true, true);
  }

  @Test
  @DisplayName("is one line with its figure, its limit and whether it holds")
  void lines() {
    assertThat(Claims.render(List.of(new Claim("a: b, ns", 3_001.2, true, 3_000))).strip())
        .matches("a: b, ns +3,001\\.20 <= 3,000\\.00 +DOES NOT HOLD");
    assertThat(Claims.render(List.of(new Claim("a: b, x active", 5.04, false, 5))).strip())
        .matches("a: b, x active +5\\.04 >= 5\\.00 +holds");
  }

  private static Row row(String group, String name, double nanos, double cpuNanos) {
    return new Row(group, name, nanos, 0.1, 0.4, cpuNanos, 0);
  }
}
