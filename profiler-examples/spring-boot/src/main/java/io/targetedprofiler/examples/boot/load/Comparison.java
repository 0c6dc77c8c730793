package io.targetedprofiler.examples.boot.load;

import io.targetedprofiler.examples.boot.load.Shop.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** By how much one kind of turn differs from another, in each of several forks. */
final class Comparison {

  private final String name;
  private final List<Double> throughputs = new ArrayList<>();
  private final List<Double> cpus = new ArrayList<>();
  private final List<Double> cpuMicros = new ArrayList<>();

  Comparison(String name) {
    this.name = name;
  }

  /**
   * Takes in a fork.
   *
   * @param turns by rounds
   * @param others what they are compared with, in the same rounds
   * @return what it shows
   */
  String add(List<Turn> turns, List<Turn> others) {
    double throughput = 100 * (perSecond(turns) / perSecond(others) - 1);
    double cpu = 100 * (cpuMicros(turns) / cpuMicros(others) - 1);
    double micros = cpuMicros(turns) - cpuMicros(others);
    throughputs.add(throughput);
    cpus.add(cpu);
    cpuMicros.add(micros);
    return String.format(
        Locale.ROOT,
        "  %s, %.0f requests/s: throughput %+.2f %%, CPU time of the shop %+.2f %%, %+.1f µs a request",
        name,
        perSecond(others),
        throughput,
        cpu,
        micros);
  }

  /** Of all forks. */
  String summary() {
    return String.format(
        Locale.ROOT,
        "  %s: throughput %s %%, CPU time of the shop %s %%, %s µs a request",
        name,
        Estimate.of(throughputs),
        Estimate.of(cpus),
        Estimate.of(cpuMicros));
  }

  private static double perSecond(List<Turn> turns) {
    return turns.stream().mapToDouble(Turn::perSecond).average().orElse(Double.NaN);
  }

  private static double cpuMicros(List<Turn> turns) {
    return turns.stream().mapToDouble(Turn::cpuMicros).average().orElse(Double.NaN);
  }
}
