package io.targetedprofiler.examples.benchmarks.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Medians")
class MediansTest {

  @Test
  @DisplayName("are the middle, or between the two in the middle")
  void middle() {
    assertThat(Medians.median(9, 1, 5)).isEqualTo(5);
    assertThat(Medians.median(1, 100, 3, 2)).isEqualTo(2.5);
    assertThatIllegalArgumentException().isThrownBy(Medians::median);
  }

  @Test
  @DisplayName(
      "of distances estimate a normal distribution's deviation, whatever a few outliers are")
  void spread() {
    Random random = new Random(1);
    double[] values = new double[10_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 100 == 0 ? 1e9 : 50 + 3 * random.nextGaussian();
    }
    assertThat(Medians.spread(values)).isCloseTo(3, within(0.15));
  }
}
