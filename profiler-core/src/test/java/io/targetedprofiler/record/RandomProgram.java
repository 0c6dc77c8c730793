package io.targetedprofiler.record;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * A sequence of probes such as no decent program makes: with recursion, exceptions, exits that are
 * missed, and exits that were never entered.
 */
final class RandomProgram {

  static final String ROOT = "root";

  enum Kind {
    ENTER,
    EXIT_INNERMOST,
    EXIT_ANY,
    WORK
  }

  /**
   * A step.
   *
   * @param site whose; the marked ones are told to the root, the others to the recorder
   * @param failing whether an exit is one by exception
   */
  record Step(Kind kind, String site, long nanos, boolean failing) {}

  private final List<Step> steps;
  int enters;

  private RandomProgram(List<Step> steps) {
    this.steps = steps;
  }

  static Arbitrary<RandomProgram> any() {
    return steps().list().ofMaxSize(120).map(RandomProgram::new);
  }

  private static Arbitrary<Step> steps() {
    return Combinators.combine(
            Arbitraries.frequency(
                Tuple.of(6, Kind.ENTER),
                Tuple.of(4, Kind.EXIT_INNERMOST),
                Tuple.of(1, Kind.EXIT_ANY),
                Tuple.of(4, Kind.WORK)),
            Arbitraries.of("a", "b", "c", "d", "marked", ROOT),
            Arbitraries.longs().between(0, 1_000_000),
            Arbitraries.of(true, false))
        .as(Step::new);
  }

  /** Runs it beneath an open root, and makes a reference tree of it. */
  ReferenceTree run(Recording recording, NanoClock clock) {
    ReferenceTree reference = new ReferenceTree(clock, ROOT);
    enters = 1;
    for (Step step : steps) {
      boolean atRoot = reference.openCalls() == 1;
      switch (step.kind) {
        case ENTER -> enter(step.site, recording, reference);
        case EXIT_ANY -> exit(step.site, step.failing, recording, reference);
        case EXIT_INNERMOST -> {
          if (!atRoot) {
            exit(reference.innermostName(), step.failing, recording, reference);
          }
        }
        case WORK -> recording.work(step.nanos);
      }
    }
    return reference;
  }

  private void enter(String site, Recording recording, ReferenceTree reference) {
    enters++;
    if (isMarked(site)) {
      recording.root(site).enter();
      reference.enterMarked(site);
    } else {
      recording.enter(site);
      reference.enter(site);
    }
  }

  private static void exit(
      String site, boolean failing, Recording recording, ReferenceTree reference) {
    if (isMarked(site)) {
      if (!site.equals(ROOT) || reference.hasNested(ROOT)) { // else it would end the program
        recording.root(site).exit(failing ? new IllegalStateException("failing") : null);
        reference.exitMarked(site, failing);
      }
    } else if (failing) {
      recording.exitThrowing(site);
      reference.exit(site, true);
    } else {
      recording.exit(site);
      reference.exit(site, false);
    }
  }

  private static boolean isMarked(String site) {
    return site.equals(ROOT) || site.equals("marked");
  }

  @Override
  public String toString() {
    return steps.toString();
  }
}
