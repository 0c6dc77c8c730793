package io.targetedprofiler.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The timed calls of a path")
class CallTimesTest {

  private final CallTimes times = new CallTimes();

  @Test
  @DisplayName("estimate the total by their weighted mean")
  void estimate() {
    times.addWeighted(1, 30, 30);
    times.addWeighted(9, 10, 10);

    assertThat(times.totalNanos(20)).isEqualTo(240);
  }

  @Test
  @DisplayName("took no more together than the total, however short those are that stand for more")
  void atLeastWhatWasSeen() {
    times.addWeighted(1, 1_000, 1_000);
    times.addWeighted(1_000, 1, 1);

    assertThat(times.totalNanos(3)).isEqualTo(1_001);
  }
}
