package io.targetedprofiler.examples.benchmarks.truth;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A method of the known tree.
 *
 * @param name of the method
 * @param caller its one caller; none for the root
 * @param callsEach how many calls each call of the caller makes, on average
 * @param fanOut whether all of them make the same number
 * @param load how long its calls work
 */
record KnownMethod(String name, Optional<String> caller, int callsEach, FanOut fanOut, Load load) {

  /** How many calls a call of the caller makes. */
  enum FanOut {
    FIXED,

    /** Evenly between none and twice the mean. */
    RANDOM;

    int draw(int mean, RandomGenerator random) {
      return this == FIXED ? mean : random.nextInt(2 * mean + 1);
    }
  }

  private static final int MICRO = 1_000;
  private static final int MILLI = 1_000_000;

  /** Callers before callees. */
  static final List<KnownMethod> ALL =
      List.of(
          new KnownMethod("run", Optional.empty(), 1, FanOut.FIXED, new Load.Steady(10 * MILLI)),
          steady("parent1ms", "run", 3, MILLI),
          steady("parent100us", "parent1ms", 8, 100 * MICRO),
          steady("parent20us", "parent100us", 10, 20 * MICRO),
          steady("parent5us", "parent20us", 10, 5 * MICRO),
          random("parent1us", "parent5us", 4, MICRO),
          random("leaf200ns", "parent1us", 4, 200),
          steady("leaf500ns", "parent5us", 4, 500),
          steady("leaf2us", "parent20us", 10, 2 * MICRO),
          of("bimodal", "parent20us", 10, new Load.Bimodal(500, 20 * MICRO, 0.1)),
          steady("leaf100us", "parent100us", 3, 100 * MICRO),
          steady("leaf1ms", "parent1ms", 3, MILLI),
          steady("leaf10ms", "run", 2, 10 * MILLI),
          steady("parent2us", "run", 2_000, 2 * MICRO),
          steady("tiny200ns", "parent2us", 10, 200),
          of("rises", "run", 8_000, new Load.HalfWay(500, 5 * MICRO)),
          of("falls", "run", 2_000, new Load.HalfWay(20 * MICRO, MICRO)),
          of("risingParent", "run", 3_000, new Load.HalfWay(MICRO, 5 * MICRO)),
          random("tiny500ns", "risingParent", 2, 500));

  /** The caller of a method; empty if there is none, or no such method. */
  static String callerOf(String method) {
    return ALL.stream()
        .filter(known -> known.name.equals(method))
        .findFirst()
        .flatMap(KnownMethod::caller)
        .orElse("");
  }

  private static KnownMethod steady(String name, String caller, int callsEach, int nanos) {
    return of(name, caller, callsEach, new Load.Steady(nanos));
  }

  private static KnownMethod of(String name, String caller, int callsEach, Load load) {
    return new KnownMethod(name, Optional.of(caller), callsEach, FanOut.FIXED, load);
  }

  private static KnownMethod random(String name, String caller, int callsEach, int nanos) {
    return new KnownMethod(
        name, Optional.of(caller), callsEach, FanOut.RANDOM, new Load.Steady(nanos));
  }
}
