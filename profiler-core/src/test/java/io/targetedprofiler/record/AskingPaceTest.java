package io.targetedprofiler.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a thread has used")
class AskingPaceTest {

  private final AskingPace pace = new AskingPace();

  @Test
  @DisplayName("is asked for again after four thousand times as long as that took")
  void paced() {
    assertThat(pace.isDue(-7)).isTrue();
    pace.asked(-7, 3);

    assertThat(pace.isDue(-7 + 11_999)).isFalse();
    assertThat(pace.isDue(-7 + 12_000)).isTrue();
  }

  @Test
  @DisplayName("took as long as it took the least: something else may have come in between")
  void least() {
    pace.asked(0, 400);
    pace.asked(1_600_000, 3);
    assertThat(pace.isDue(1_612_000)).isTrue();

    pace.asked(2_000_000, 9_000_000);
    assertThat(pace.isDue(2_011_999)).isFalse();
    assertThat(pace.isDue(2_012_000)).isTrue();
  }

  @Test
  @DisplayName("is asked for each time where that takes no time")
  void free() {
    pace.asked(10, 0);

    assertThat(pace.isDue(10)).isTrue();
  }
}
