package io.targetedprofiler.examples.benchmarks.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The plan of a run")
class PlanTest {

  private final Plan plan = new Plan(7);

  @Test
  @DisplayName("multiplies fixed fan-outs")
  void fixed() {
    assertThat(plan.calls("run")).isEqualTo(1);
    assertThat(plan.calls("parent20us")).isEqualTo(3 * 8 * 10);
    assertThat(plan.calls("leaf500ns")).isEqualTo(3 * 8 * 10 * 10 * 4);
  }

  @Test
  @DisplayName("draws random fan-outs by its seed")
  void random() {
    assertThat(plan.calls("leaf200ns")).isEqualTo(new Plan(7).calls("leaf200ns"));
    assertThat(plan.calls("leaf200ns")).isNotEqualTo(new Plan(8).calls("leaf200ns"));
    assertThat((double) plan.calls("parent1us")).isCloseTo(2_400 * 4, within(500.0));
  }

  @Test
  @DisplayName("knows the time of a method from the pace of nominal times")
  void time() {
    assertThat(plan.nanos("leaf100us", nominal -> nominal * 1.5)).isEqualTo(72 * 150_000.0);
    assertThat(plan.nanos("falls", nominal -> nominal)).isEqualTo(1_000 * 21_000.0);
  }

  @Test
  @DisplayName("of a bimodal load draws the long time as often as it should")
  void bimodal() {
    int[] drawn = new Load.Bimodal(1, 9, 0.1).draw(10_000, new Random(1));
    assertThat(Arrays.stream(drawn).distinct()).containsExactlyInAnyOrder(1, 9);
    assertThat(Arrays.stream(drawn).filter(nanos -> nanos == 9).count()).isBetween(900L, 1_100L);
  }

  @Test
  @DisplayName("of a load that changes half-way draws one time, then the other")
  void halfWay() {
    assertThat(new Load.HalfWay(1, 9).draw(5, new Random(1))).containsExactly(1, 1, 9, 9, 9);
  }
}
