package io.targetedprofiler.examples.benchmarks.truth;

import io.targetedprofiler.examples.benchmarks.workloads.Script;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntUnaryOperator;

/** One run of the known tree, decided by its seed: which method is called how often, how long. */
final class Plan {

  /** Nominal nanoseconds of each call, and calls in each call of the caller. */
  private record Part(int[] nanos, int[] batches) {}

  private final Map<String, Part> parts = new LinkedHashMap<>();

  Plan(long seed) {
    Random random = new Random(seed);
    for (KnownMethod method : KnownMethod.ALL) {
      int[] batches = new int[method.caller().map(this::calls).orElse(1)];
      Arrays.setAll(batches, i -> method.fanOut().draw(method.callsEach(), random));
      int[] nanos = method.load().draw(Arrays.stream(batches).sum(), random);
      parts.put(method.name(), new Part(nanos, batches));
    }
  }

  /** How often a method is called. */
  int calls(String method) {
    return part(method).nanos.length;
  }

  /** The time that a method works in all its calls, given what a nominal time really takes. */
  double nanos(String method, Pace pace) {
    return Arrays.stream(part(method).nanos).mapToDouble(pace::nanos).sum();
  }

  /** A fresh script for a method, to be played once. */
  Script script(String method, IntUnaryOperator iterations) {
    Part part = part(method);
    return new Script(Arrays.stream(part.nanos).map(iterations).toArray(), part.batches);
  }

  private Part part(String method) {
    return Objects.requireNonNull(parts.get(method), method);
  }

  /** What a nominal time really takes. */
  @FunctionalInterface
  interface Pace {
    double nanos(int nominal);
  }
}
