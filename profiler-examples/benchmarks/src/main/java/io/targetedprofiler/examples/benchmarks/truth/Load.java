package io.targetedprofiler.examples.benchmarks.truth;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** How long the calls of a method work: nominal nanoseconds. */
sealed interface Load {

  /** Of each of so many calls. */
  int[] draw(int calls, RandomGenerator random);

  /** The times that may be drawn. */
  List<Integer> nominals();

  /** Every call the same. */
  record Steady(int nanos) implements Load {
    @Override
    public int[] draw(int calls, RandomGenerator random) {
      int[] drawn = new int[calls];
      Arrays.fill(drawn, nanos);
      return drawn;
    }

    @Override
    public List<Integer> nominals() {
      return List.of(nanos);
    }
  }

  /** Most calls short, a share of them long, in no order. */
  record Bimodal(int shortNanos, int longNanos, double shareOfLong) implements Load {
    @Override
    public int[] draw(int calls, RandomGenerator random) {
      int[] drawn = new int[calls];
      Arrays.setAll(drawn, i -> random.nextDouble() < shareOfLong ? longNanos : shortNanos);
      return drawn;
    }

    @Override
    public List<Integer> nominals() {
      return List.of(shortNanos, longNanos);
    }
  }

  /** One time in the first half of the calls, another in the second. */
  record HalfWay(int firstNanos, int thenNanos) implements Load {
    @Override
    public int[] draw(int calls, RandomGenerator random) {
      int[] drawn = new int[calls];
      Arrays.fill(drawn, 0, calls / 2, firstNanos);
      Arrays.fill(drawn, calls / 2, calls, thenNanos);
      return drawn;
    }

    @Override
    public List<Integer> nominals() {
      return List.of(firstNanos, thenNanos);
    }
  }
}
