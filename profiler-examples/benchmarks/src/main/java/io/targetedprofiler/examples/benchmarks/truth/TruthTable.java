package io.targetedprofiler.examples.benchmarks.truth;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** What the runs say of each method, and whether that is good enough. */
final class TruthTable {

  /** Of self time, for a method that works at least a microsecond; and for a shorter one. */
  static final double SELF_LIMIT = 0.05;

  static final double SHORT_SELF_LIMIT = 0.15;

  private static final double SHORT_NANOS = 950; // nominally a microsecond
  private static final double NORMAL_95 = 1.96;
  private static final double COVERAGE = 0.9;

  private final int runs;
  private final double slowdown;
  private final double slowdownSpread;
  private final double worstSlowdown;
  private final List<Observation> all = new ArrayList<>();

  /**
   * Judges runs. A calibration is made of medians, which leave out what interrupts longer work: by
   * how much, is seen from the unwoven trees. The spread of that from run to run says how well the
   * truth is known.
   */
  TruthTable(List<Run> runs) {
    double[] slowdowns = runs.stream().mapToDouble(Run::slowdown).toArray();
    this.runs = runs.size();
    this.slowdown = Medians.median(slowdowns);
    this.slowdownSpread = Medians.spread(slowdowns) / slowdown;
    this.worstSlowdown = Arrays.stream(slowdowns).max().getAsDouble();
    runs.forEach(run -> all.addAll(run.observations(slowdown)));
  }

  String render() {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "method",
        "calls",
        "true ns",
        "off ns",
        "bias %",
        "median %",
        "worst %",
        "estimates",
        "SE %",
        "95 % CI",
        "1 SE");
    for (KnownMethod method : KnownMethod.ALL) {
      row(text, method.name());
    }
    List<Observation> estimates = estimates(all);
    text.append(
        String.format(
            Locale.ROOT,
            "truth within 1.96 standard errors: %s %% of %d estimates; within 1: %s %%%n",
            percent(coverage(estimates, NORMAL_95)),
            estimates.size(),
            percent(coverage(estimates, 1))));
    text.append(
        String.format(
            Locale.ROOT,
            "the truth: the unwoven tree took %+.2f %% longer than calibrated, +- %.2f %%, worst %+.2f %%;"
                + " %d runs%n",
            100 * (slowdown - 1),
            100 * slowdownSpread,
            100 * (worstSlowdown - 1),
            runs));
    return text.toString();
  }

  private void row(StringBuilder text, String method) {
    List<Observation> ofMethod = of(method);
    List<Observation> judged = filter(ofMethod, o -> !o.blurred());
    List<Observation> estimates = estimates(ofMethod);
    if (judged.isEmpty()) {
      line(text, method, "-", "-", "-", "-", "-", "-", "-", "-", "-", "-");
      return;
    }
    line(
        text,
        method,
        String.format(Locale.ROOT, "%.0f", median(judged, Observation::trueCalls)),
        String.format(Locale.ROOT, "%.0f", median(judged, Observation::trueNanosEach)),
        String.format(Locale.ROOT, "%+.1f", median(judged, Observation::nanosOffEach)),
        String.format(Locale.ROOT, "%+.2f", 100 * median(judged, Observation::selfError)),
        String.format(Locale.ROOT, "%.2f", 100 * medianError(judged)),
        String.format(Locale.ROOT, "%+.2f", 100 * worst(judged, Observation::selfError)),
        String.valueOf(estimates.size()),
        estimates.isEmpty()
            ? "-"
            : String.format(
                Locale.ROOT, "%.2f", 100 * median(estimates, Observation::relativeStandardError)),
        percent(coverage(estimates, NORMAL_95)),
        percent(coverage(estimates, 1)));
  }

  /** What is not good enough, one line each; empty if all is. */
  List<String> failures() {
    List<String> failures = new ArrayList<>();
    for (KnownMethod method : KnownMethod.ALL) {
      List<Observation> judged = filter(of(method.name()), o -> !o.blurred());
      long wrong = judged.stream().filter(o -> o.calls() != o.trueCalls()).count();
      if (wrong > 0) {
        failures.add(
            method.name() + ": calls wrong in " + wrong + " of " + judged.size() + " runs");
      }
      if (!judged.isEmpty()) {
        double limit =
            median(judged, Observation::trueNanosEach) < SHORT_NANOS
                ? SHORT_SELF_LIMIT
                : SELF_LIMIT;
        double error = medianError(judged);
        if (error > limit) {
          failures.add(
              method.name()
                  + ": self time wrong by "
                  + percent(error)
                  + " % (median), more than "
                  + percent(limit)
                  + " %");
        }
      }
    }
    double coverage = coverage(estimates(all), NORMAL_95);
    if (coverage < COVERAGE) {
      failures.add(
          "standard errors: the truth lies within 1.96 of them in "
              + percent(coverage)
              + " % of the estimates, fewer than "
              + percent(COVERAGE)
              + " %");
    }
    return failures;
  }

  private List<Observation> of(String method) {
    return filter(all, o -> o.method().equals(method));
  }

  private static List<Observation> estimates(List<Observation> observations) {
    return filter(observations, Observation::hasStandardError);
  }

  private static List<Observation> filter(
      List<Observation> observations, Predicate<Observation> which) {
    return observations.stream().filter(which).toList();
  }

  /** The share of them that cover the truth; not a number if there are none. */
  private double coverage(List<Observation> estimates, double standardErrors) {
    return estimates.stream()
        .mapToDouble(o -> o.covers(standardErrors, slowdownSpread) ? 1 : 0)
        .average()
        .orElse(Double.NaN);
  }

  private static double medianError(List<Observation> observations) {
    return median(observations, o -> Math.abs(o.selfError()));
  }

  private static <T> double median(List<T> of, ToDoubleFunction<T> figure) {
    return Medians.median(of.stream().mapToDouble(figure).toArray());
  }

  /** The one farthest from zero. */
  private static <T> double worst(List<T> of, ToDoubleFunction<T> figure) {
    return of.stream().mapToDouble(figure).reduce(0, (a, b) -> Math.abs(b) > Math.abs(a) ? b : a);
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.0f", 100 * share);
  }

  private static void line(StringBuilder text, String name, String... figures) {
    text.append(String.format(Locale.ROOT, "%-13s", name));
    for (String figure : figures) {
      text.append(String.format(Locale.ROOT, " %10s", figure));
    }
    text.append('\n');
  }
}
