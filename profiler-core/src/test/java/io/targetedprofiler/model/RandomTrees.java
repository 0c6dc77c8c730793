package io.targetedprofiler.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random call trees for property tests: any shape, from a chain to a fan, whose accounts close. */
public final class RandomTrees {
  /**
   * One path: which of the earlier ones called it is left to {@code caller}, modulo their number.
   */
  private record Seed(String name, int caller, long calls, long selfNanos, long errors) {}

  private RandomTrees() {}

  /** Trees of 1 to {@code maxNodes} paths. */
  public static Arbitrary<CallNode> ofAtMost(int maxNodes) {
    return seeds().list().ofMinSize(1).ofMaxSize(maxNodes).map(RandomTrees::grow);
  }

  private static Arbitrary<Seed> seeds() {
    return Combinators.combine(
            Arbitraries.oneOf(
                Arbitraries.of("Orders.checkout", "Tax.lookup", "SQL select"),
                Arbitraries.strings().ofMaxLength(6)),
            Arbitraries.integers().between(0, Integer.MAX_VALUE),
            Arbitraries.longs().between(1, 1_000_000_000_000_000L),
            Arbitraries.longs().between(0, 1_000_000_000_000L),
            Arbitraries.longs().between(0, 2))
        .as(Seed::new);
  }

  private static CallNode grow(List<Seed> seeds) {
    List<List<CallNode>> children = new ArrayList<>();
    seeds.forEach(seed -> children.add(new ArrayList<>()));
    for (int i = seeds.size() - 1; i > 0; i--) {
      children.get(seeds.get(i).caller % i).add(node(seeds.get(i), children.get(i)));
    }
    return node(seeds.get(0), children.get(0));
  }

  private static CallNode node(Seed seed, List<CallNode> children) {
    Collections.reverse(children);
    long total = seed.selfNanos + children.stream().mapToLong(CallNode::totalNanos).sum();
    return new CallNode(
        Frame.named(seed.name),
        seed.calls,
        total,
        total / seed.calls,
        total,
        seed.errors,
        children);
  }
}
