package io.targetedprofiler.record;

import io.targetedprofiler.model.CallReport;
import java.util.Optional;

/** Tasks of a call that ended after its report was made. Becomes a supplement to that. */
public final class LateTasks {

  private final RecordedCall.Reported report;
  private final HandOvers handOvers;

  LateTasks(RecordedCall.Reported report, HandOvers handOvers) {
    this.report = report;
    this.handOvers = handOvers;
  }

  /** The target's name. */
  public String profile() {
    return report.call().profile();
  }

  /** The supplement; empty if what came in has been reported before. */
  public Optional<CallReport> toReport() {
    HandOvers.Harvest late = handOvers.takeForSupplement();
    return late.grafted().isEmpty()
        ? Optional.empty()
        : Optional.of(report.supplement(handOvers.nextSupplement(), late));
  }
}
