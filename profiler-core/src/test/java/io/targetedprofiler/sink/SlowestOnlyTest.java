package io.targetedprofiler.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.SampleReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A sink that gets the slowest reports only")
class SlowestOnlyTest {

  private final List<CallReport> delivered = new ArrayList<>();
  private final List<Runnable> timers = new ArrayList<>();
  private final List<Duration> delays = new ArrayList<>();
  private final Map<String, Integer> slowest = Map.of("checkout", 2, "login", 1);
  private final SlowestOnly selection =
      new SlowestOnly(
          profile -> slowest.getOrDefault(profile, SlowestOnly.ALL),
          delivered::add,
          (delay, job) -> {
            delays.add(delay);
            timers.add(job);
          });

  @Test
  @DisplayName("gets them when the minute is over, in the order of their ids")
  void minute() {
    accept(sample(1, "checkout", 30), sample(2, "checkout", 10), sample(3, "login", 1));
    accept(sample(4, "checkout", 20), sample(5, "login", 2));
    assertThat(delivered).isEmpty();
    assertThat(delays).containsExactly(Duration.ofMinutes(1));

    timers.get(0).run();

    assertThat(ids()).containsExactly(1L, 4L, 5L);
  }

  @Test
  @DisplayName("gets those of each minute; with no call, no minute begins")
  void minutes() {
    accept(sample(1, "login", 30));
    timers.get(0).run();
    assertThat(timers).hasSize(1);
    accept(sample(2, "login", 3));
    timers.get(1).run();

    assertThat(ids()).containsExactly(1L, 2L);
  }

  @Test
  @DisplayName("gets failed calls at once, and all calls of a target of which all are wanted")
  void atOnce() {
    accept(
        sample(1, "checkout", 30).threw("IOException"),
        sample(2, "import", 1),
        sample(3, "import", 2).supplement(1));

    assertThat(ids()).containsExactly(1L, 2L, 3L);
    assertThat(timers).isEmpty();
  }

  @Test
  @DisplayName("gets what is held back when it is flushed; the timer then ends no later minute")
  void flushed() {
    accept(sample(1, "checkout", 30));
    selection.flush();
    assertThat(ids()).containsExactly(1L);

    accept(sample(2, "checkout", 10));
    timers.get(0).run();
    assertThat(ids()).containsExactly(1L);
    timers.get(1).run();
    assertThat(ids()).containsExactly(1L, 2L);
  }

  @Test
  @DisplayName("gets a report's supplements if it gets the report, together or later")
  void supplements() {
    accept(sample(1, "login", 30), sample(2, "login", 10));
    accept(sample(1, "login", 0).supplement(1), sample(2, "login", 0).supplement(1));
    timers.get(0).run();
    accept(sample(1, "login", 0).supplement(2), sample(2, "login", 0).supplement(2));

    assertThat(ids()).containsExactly(1L, 1L, 1L);
    assertThat(delivered)
        .extracting(report -> report.asynchrony().supplement())
        .containsExactly(0, 1, 2);
  }

  private void accept(SampleReport... samples) {
    for (SampleReport sample : samples) {
      selection.accept(sample.report());
    }
  }

  private static SampleReport sample(long id, String profile, int nanos) {
    return SampleReport.of("main 1 " + nanos).profile(profile).id(id);
  }

  private List<Long> ids() {
    return delivered.stream().map(CallReport::id).toList();
  }
}
