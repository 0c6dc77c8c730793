package io.targetedprofiler.sink;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.targetedprofiler.model.SampleReport;
import io.targetedprofiler.model.TreeDrawing;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The methods' meters")
class MethodMetersTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final MicrometerMeters meters =
      MicrometerMeters.in(registry, new ProfilerLog(new ManualClock()));

  @Test
  @DisplayName("show each method's calls with its time, callees in and callees out")
  void totals() {
    report(
        """
        shop.Orders.checkout 1 100
          shop.Tax.lookup 3 60
        """);
    report(
        """
        shop.Orders.checkout 1 40
          shop.Tax.lookup 1 10
        """);

    assertThat(total("Orders.checkout")).isEqualTo("2 calls, 140 ns");
    assertThat(self("Orders.checkout")).isEqualTo("2 calls, 70 ns");
    assertThat(total("Tax.lookup")).isEqualTo("4 calls, 70 ns");
    assertThat(self("Tax.lookup")).isEqualTo("4 calls, 70 ns");
  }

  @Test
  @DisplayName("count no time of a recursion twice")
  void recursion() {
    report(
        """
        main 1 100
          fib 1 90
            fib 2 70
        """);

    assertThat(total("fib")).isEqualTo("3 calls, 90 ns");
    assertThat(self("fib")).isEqualTo("3 calls, 90 ns");
  }

  @Test
  @DisplayName("are at most 50 a profile, the others being `other`")
  void bounded() {
    report("main 1 1000\n" + leaves("m", 60, 10));

    assertThat(registry.find("profiler.methods").functionTimers()).hasSize(51);
    assertThat(registry.find("profiler.methods.self").functionTimers()).hasSize(51);
    assertThat(self("other")).isEqualTo("11 calls, 110 ns");
  }

  @Test
  @DisplayName("take the time of methods that share `other` and call each other once")
  void otherIsOneMethod() {
    report("main 1 100000\n" + leaves("heavy", 49, 1_000) + "  light1 1 10\n    light2 1 4\n");

    assertThat(total("other")).isEqualTo("2 calls, 10 ns");
    assertThat(self("other")).isEqualTo("2 calls, 10 ns");
  }

  @Test
  @DisplayName("start a method that comes to be heavy from zero, and leave its past in `other`")
  void promotion() {
    report("main 1 100000\n" + leaves("m", 49, 1_000) + "  late 1 10\n");
    assertThat(self("other")).isEqualTo("1 calls, 10 ns");

    report("main 1 100000\n  late 1 5000\n");

    assertThat(self("late")).isEqualTo("1 calls, 5000 ns");
    assertThat(self("other")).isEqualTo("1 calls, 10 ns");
    assertThat(registry.find("profiler.methods").functionTimers()).hasSize(51);
  }

  @Test
  @DisplayName("vanish with a method that has to make room, whose further calls go to `other`")
  void demotion() {
    report("main 1 100000\n" + leaves("m", 48, 1_000) + "  victim 1 100\n");
    assertThat(self("victim")).isEqualTo("1 calls, 100 ns");

    report("main 1 100000\n  late 1 5000\n");
    report("main 1 100000\n  victim 1 7\n");

    assertThat(registry.find("profiler.methods").tag("method", "victim").meters()).isEmpty();
    assertThat(registry.find("profiler.methods.self").tag("method", "victim").meters()).isEmpty();
    assertThat(self("other")).isEqualTo("1 calls, 7 ns");
  }

  @Test
  @DisplayName("never go back while they are there, whatever comes and goes")
  void monotonic() {
    Map<FunctionTimer, Double> seen = new HashMap<>();
    for (int round = 0; round < 200; round++) {
      report("main 1 100000000\n" + leaves("r" + round % 7 + "m", 30, 1 + round * round));

      for (FunctionTimer series : registry.find("profiler.methods.self").functionTimers()) {
        double now = series.totalTime(NANOSECONDS);
        assertThat(now).isGreaterThanOrEqualTo(seen.getOrDefault(series, 0.0));
        seen.put(series, now);
      }
      assertThat(registry.find("profiler.methods.self").functionTimers()).hasSizeLessThan(52);
    }
  }

  @Test
  @DisplayName("lose nothing: all series together grow by each call's total")
  void complete() {
    report("main 1 100000\n" + leaves("m", 80, 100));
    double self =
        registry.find("profiler.methods.self").functionTimers().stream()
            .mapToDouble(series -> series.totalTime(NANOSECONDS))
            .sum();
    assertThat(self).isEqualTo(100_000);
  }

  @Test
  @DisplayName("do not confuse a method that is called `other` with the rest")
  void methodNamedOther() {
    report("main 1 100\n  other 2 30\n");

    assertThat(self("other")).isEqualTo("2 calls, 30 ns");
    assertThat(registry.find("profiler.methods").functionTimers()).hasSize(2);
  }

  @Test
  @DisplayName("do not go back for an estimate whose error makes it negative")
  void negativeEstimate() {
    report("main 1 100\n  a 1 130\n");

    assertThat(self("main")).isEqualTo("1 calls, 0 ns");
  }

  private void report(String drawing) {
    meters.accept(SampleReport.of(TreeDrawing.parse(drawing)).report());
  }

  private static String leaves(String prefix, int number, long nanos) {
    return IntStream.range(0, number)
        .mapToObj(i -> "  " + prefix + i + " 1 " + nanos + '\n')
        .collect(Collectors.joining());
  }

  private String total(String method) {
    return figures("profiler.methods", method);
  }

  private String self(String method) {
    return figures("profiler.methods.self", method);
  }

  private String figures(String name, String method) {
    FunctionTimer series = registry.get(name).tag("method", method).functionTimer();
    return "%.0f calls, %.0f ns".formatted(series.count(), series.totalTime(NANOSECONDS));
  }
}
