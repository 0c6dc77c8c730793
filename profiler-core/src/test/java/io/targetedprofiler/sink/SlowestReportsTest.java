package io.targetedprofiler.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.SampleReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The reports that are kept in memory")
class SlowestReportsTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final ManualClock clock = new ManualClock();
  private final SlowestReports kept = new SlowestReports(profile -> 2, 3, clock);
  private long lastId;

  @Test
  @DisplayName("are those of the slowest calls of each target and minute, the newest first")
  void slowest() {
    calls("checkout", 30, 10, 20, 40);
    calls("login", 1);
    clock.advance(MINUTE.minusNanos(1));
    calls("checkout", 35);
    clock.advance(Duration.ofNanos(1));
    calls("checkout", 5);

    assertThat(durations("checkout")).containsExactly(5L, 35L, 40L);
    assertThat(durations("login")).containsExactly(1L);
  }

  @Test
  @DisplayName("are those of the first twenty failed calls, too, however quick they were")
  void failed() {
    calls("checkout", 30, 10, 20);
    for (int i = 0; i < SlowestReports.FAILURES + 1; i++) {
      kept.accept(sample("checkout", 1).threw("IOException").report());
    }

    assertThat(durations("checkout")).hasSize(SlowestReports.FAILURES + 2).endsWith(20L, 30L);
    assertThat(kept.report(4)).isPresent();
    assertThat(kept.report(lastId)).isEmpty();
  }

  @Test
  @DisplayName("stay for a target's last minutes, however long ago they were")
  void minutes() {
    calls("seldom", 9);
    for (int minute = 1; minute <= 5; minute++) {
      calls("often", minute, 0, 0);
      clock.advance(MINUTE);
    }
    clock.advance(Duration.ofDays(300));

    assertThat(durations("seldom")).containsExactly(9L);
    assertThat(durations("often").stream().filter(nanos -> nanos > 0)).containsExactly(5L, 4L, 3L);
  }

  @Test
  @DisplayName("are found by their number as long as they are kept")
  void found() {
    calls("checkout", 30, 10, 20);

    assertThat(kept.report(1)).map(CallReport::id).hasValue(1L);
    assertThat(kept.report(2)).isEmpty();
    assertThat(kept.report(77)).isEmpty();
  }

  @Test
  @DisplayName("are none of a report's late supplements")
  void supplements() {
    kept.accept(sample("checkout", 30).supplement(1).report());

    assertThat(kept.reports()).isEmpty();
  }

  @Test
  @DisplayName("are none if no minute is to be kept")
  void off() {
    SlowestReports off = new SlowestReports(profile -> 2, 0, clock);
    off.accept(sample("checkout", 30).report());

    assertThat(off.reports()).isEmpty();
  }

  @Test
  @DisplayName("are bounded by what they weigh, whatever the targets; the oldest minutes go first")
  void weight() {
    SlowestReports many = new SlowestReports(profile -> 1_000, 1_000, clock);
    for (int target = 0; target < 1_000; target++) {
      for (int call = 0; call < 50; call++) {
        many.accept(sample("target " + target, call).report());
      }
      clock.advance(Duration.ofMillis(1));
    }

    List<CallReport> reports = many.reports();
    long weight = reports.stream().mapToLong(report -> 20 + report.tree().nodes()).sum();
    assertThat(weight)
        .isLessThanOrEqualTo(SlowestReports.MAX_WEIGHT)
        .isGreaterThan(SlowestReports.MAX_WEIGHT - 50 * 21);
    assertThat(reports.get(0).id()).isEqualTo(lastId);
    assertThat(reports.get(reports.size() - 1).id()).isEqualTo(lastId - reports.size() + 1);
  }

  private void calls(String profile, int... durations) {
    for (int nanos : durations) {
      kept.accept(sample(profile, nanos).report());
    }
  }

  private SampleReport sample(String profile, int nanos) {
    return SampleReport.of("main 1 " + nanos).profile(profile).id(++lastId);
  }

  private List<Long> durations(String profile) {
    Map<String, List<Long>> byProfile =
        kept.reports().stream()
            .collect(
                Collectors.groupingBy(
                    CallReport::profile,
                    Collectors.mapping(report -> report.usage().wallNanos(), Collectors.toList())));
    return byProfile.getOrDefault(profile, new ArrayList<>());
  }
}
