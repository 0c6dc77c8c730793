package io.targetedprofiler.examples.benchmarks.real;

import java.util.List;

/**
 * The rounds of one process.
 *
 * @param rounds in their order
 */
record Rounds(List<Round> rounds) {

  private static final double SETTLED_MICROS = 12e6;

  /**
   * One round.
   *
   * @param endMicros since the state began
   * @param micros how long it took
   */
  record Round(double endMicros, double micros) {

    static Round parse(String line) {
      int space = line.indexOf(' ');
      return new Round(
          Double.parseDouble(line.substring(0, space)),
          Double.parseDouble(line.substring(space + 1)));
    }
  }

  static Rounds parse(List<String> lines) {
    return new Rounds(lines.stream().map(Round::parse).toList());
  }

  /** Median of the rounds that ended 12 seconds after the state began, or later. */
  double settledMicros() {
    double[] settled =
        rounds.stream()
            .filter(round -> round.endMicros >= SETTLED_MICROS)
            .mapToDouble(Round::micros)
            .sorted()
            .toArray();
    return settled.length == 0 ? Double.NaN : settled[settled.length / 2];
  }

  /** Of all rounds that took longer than a limit, the time together, in seconds. */
  double secondsAbove(double micros) {
    return rounds.stream().mapToDouble(Round::micros).filter(m -> m > micros).sum() / 1e6;
  }
}
