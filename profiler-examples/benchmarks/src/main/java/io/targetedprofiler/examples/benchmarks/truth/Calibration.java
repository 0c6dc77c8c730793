package io.targetedprofiler.examples.benchmarks.truth;

import io.targetedprofiler.examples.benchmarks.workloads.Busy;
import io.targetedprofiler.examples.benchmarks.workloads.Script;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/**
 * What nominal times really take on this machine now, by the clock around many calls of the same
 * work, without any probe. The median of some rounds counts, which are spread around what is to be
 * judged: a slow drift of the machine's speed is in both. Batches are so short that few of them are
 * interrupted; longer work is a multiple of what fits into one.
 */
final class Calibration {

  private static final int BATCH_NANOS = 100_000;

  private final IntUnaryOperator iterations;
  private final Map<Integer, List<Double>> nanos = new TreeMap<>();

  /**
   * Without a round yet.
   *
   * @param nominals the nominal nanoseconds in use
   * @param iterations of {@link Busy#work} that stand for them
   */
  Calibration(Iterable<Integer> nominals, IntUnaryOperator iterations) {
    this.iterations = iterations;
    nominals.forEach(nominal -> nanos.put(nominal, new ArrayList<>()));
  }

  /** Roughly how many iterations stand for nominal nanoseconds here. */
  static IntUnaryOperator iterations() {
    int many = 10_000_000;
    double best = Double.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      long start = System.nanoTime();
      Busy.work(many);
      best = Math.min(best, (double) (System.nanoTime() - start) / many);
    }
    double each = best;
    return nominal -> (int) Math.round(nominal / each);
  }

  /** Measures each once more. */
  void round() {
    nanos.forEach((nominal, measured) -> measured.add(measure(nominal)));
  }

  private double measure(int nominal) {
    int[] works = new int[Math.max(1, BATCH_NANOS / nominal)];
    int part = Math.min(nominal, BATCH_NANOS);
    Arrays.fill(works, iterations.applyAsInt(part));
    Script script = new Script(works, new int[0]);
    long start = System.nanoTime();
    for (int call = 0; call < works.length; call++) {
      script.work();
    }
    long elapsed = System.nanoTime() - start;
    return (double) elapsed / works.length * nominal / part;
  }

  /** What a nominal time takes. */
  double nanos(int nominal) {
    List<Double> measured = Objects.requireNonNull(nanos.get(nominal), () -> nominal + " ns");
    return Medians.median(measured.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
