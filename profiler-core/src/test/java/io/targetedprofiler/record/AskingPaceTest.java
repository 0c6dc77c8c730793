package io.targetedprofiler.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a thread has used")
class AskingPaceTest {

  private static final int MICRO = 1_000;
  private static final int MILLI = 1_000_000;

  private final AskingPace pace = new AskingPace();

  @Test
  @DisplayName("is asked for so often that it takes a quarter of a thousandth of the time")
  void paced() {
    assertThat(asksAt(-7, 2 * MICRO)).isEqualTo(125);
    assertThat(asksAt(-7 + 8 * MILLI, 2 * MICRO)).isEqualTo(1);
    assertThat(asksAt(-7 + 24 * MILLI, 2 * MICRO)).isEqualTo(2);
  }

  @Test
  @DisplayName("is asked for a hundred times a second, however long that takes")
  void slow() {
    assertThat(asksAt(0, 50 * MILLI)).isEqualTo(100);
    assertThat(asksAt(100 * MILLI, 50 * MILLI)).isEqualTo(10);
  }

  @Test
  @DisplayName("takes as long as it took the least: something else may have come in between")
  void least() {
    pace.asked(0, 2 * MICRO);
    assertThat(asksAt(0, 50 * MILLI)).isEqualTo(124);
  }

  @Test
  @DisplayName("is saved up for no longer than a second")
  void quiet() {
    asksAt(0, 2 * MICRO);

    assertThat(asksAt(60_000L * MILLI, 2 * MICRO)).isEqualTo(125);
  }

  @Test
  @DisplayName("is asked for each time where that takes no time")
  void free() {
    for (int i = 0; i < 10_000; i++) {
      pace.asked(10, 0);
    }

    assertThat(pace.isDue(10)).isTrue();
  }

  /** How often it may be asked at one moment. */
  private int asksAt(long now, long tookNanos) {
    int asks = 0;
    while (pace.isDue(now)) {
      pace.asked(now, tookNanos);
      asks++;
    }
    return asks;
  }
}
