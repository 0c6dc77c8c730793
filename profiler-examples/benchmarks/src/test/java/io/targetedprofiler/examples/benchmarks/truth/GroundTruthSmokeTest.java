package io.targetedprofiler.examples.benchmarks.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two runs of a hundredth of the work: nothing of time is asserted. */
@DisplayName("The ground truth")
class GroundTruthSmokeTest {

  @Test
  @DisplayName("finds every method of the known tree where it should be, as often as it should be")
  void counts() {
    for (Run run : runs()) {
      assertThat(run.observations(1))
          .filteredOn(observation -> !observation.blurred())
          .isNotEmpty()
          .allSatisfy(o -> assertThat(o.calls()).as(o.method()).isEqualTo(o.trueCalls()));
      assertThat(run.observations(1)).hasSameSizeAs(KnownMethod.ALL);
    }
  }

  @Test
  @DisplayName("prints one line of figures for each method")
  void table() {
    List<String> lines = new TruthTable(runs()).render().lines().toList();

    assertThat(lines).hasSize(1 + KnownMethod.ALL.size() + 2);
    assertThat(lines.subList(1, 1 + KnownMethod.ALL.size()))
        .allMatch(line -> line.matches("\\w+( +(-|[+-]?[\\d.]+)){10}"));
  }

  private static List<Run> runs() {
    try (Experiment experiment = new Experiment(nominal -> nominal / 100)) {
      return List.of(experiment.run(1), experiment.run(2));
    }
  }
}
