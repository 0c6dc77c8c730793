package io.targetedprofiler.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.model.MethodTotals;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("The choice of the heaviest methods")
class HeaviestMethodsTest {

  @Example
  @Label("takes every method while there are places")
  void roomForAll() {
    HeaviestMethods heaviest = new HeaviestMethods(3);

    assertThat(heaviest.add(profile("a", 1, "b", 0))).isEmpty();

    assertThat(chosen(heaviest, "a", "b", "c")).containsExactly("a", "b");
  }

  @Example
  @Label("prefers those with the most self time")
  void mostSelfTime() {
    HeaviestMethods heaviest = new HeaviestMethods(2);

    heaviest.add(profile("a", 1, "b", 30, "c", 20));

    assertThat(chosen(heaviest, "a", "b", "c")).containsExactly("b", "c");
  }

  @Example
  @Label("gives a place to a newcomer only when it has more than twice the time of the lightest")
  void newcomer() {
    HeaviestMethods heaviest = new HeaviestMethods(2);
    heaviest.add(profile("a", 100, "b", 50));

    assertThat(heaviest.add(profile("new", 100))).isEmpty();
    assertThat(heaviest.add(profile("new", 1))).containsExactly("b");

    assertThat(chosen(heaviest, "a", "b", "new")).containsExactly("a", "new");
  }

  @Example
  @Label("never gives `other` a place, for the rest has it already")
  void other() {
    HeaviestMethods heaviest = new HeaviestMethods(2);

    heaviest.add(profile("other", 100, "a", 1));

    assertThat(chosen(heaviest, "other", "a")).containsExactly("a");
  }

  @Example
  @Label("watches a bounded number of methods and keeps the heavy ones")
  void boundedMemory() {
    HeaviestMethods heaviest = new HeaviestMethods(1);
    heaviest.add(profile("giant", 1_000_000));

    for (int i = 0; i < 5_000; i++) {
      heaviest.add(profile("passing " + i, 1, "steady", 10));
    }

    assertThat(heaviest.watched()).isLessThanOrEqualTo(HeaviestMethods.MAX_WATCHED);
    heaviest.add(profile("steady", 2_000_001 - 50_000));
    assertThat(chosen(heaviest, "giant", "steady")).as("not forgotten").containsExactly("steady");
  }

  @Example
  @Label("changes hands as often as the time can double, however evenly two methods compete")
  void seldomChanges() {
    HeaviestMethods heaviest = new HeaviestMethods(1);
    int changes = 0;
    for (int i = 0; i < 100_000; i++) {
      changes += heaviest.add(profile(i % 2 == 0 ? "a" : "b", 1 + i / 10)).size();
    }
    assertThat(changes).isLessThanOrEqualTo(30);
  }

  @Property(tries = 300)
  @Label("fills its places, and leaves nothing out that is more than twice as heavy")
  void invariant(@ForAll("profiles") List<List<MethodTotals>> profiles) {
    HeaviestMethods heaviest = new HeaviestMethods(3);
    Set<String> expected = new HashSet<>();
    for (List<MethodTotals> profile : profiles) {
      List<String> left = heaviest.add(profile);
      profile.forEach(totals -> expected.add(totals.method()));
      assertThat(left).noneMatch(heaviest::contains);
    }

    List<String> chosen = expected.stream().filter(heaviest::contains).toList();
    assertThat(chosen).hasSize(Math.min(3, expected.size()));
    long lightest = chosen.stream().mapToLong(m -> self(profiles, m)).min().orElseThrow();
    assertThat(expected)
        .filteredOn(method -> !chosen.contains(method))
        .allSatisfy(m -> assertThat(self(profiles, m)).isLessThanOrEqualTo(2 * lightest));
  }

  @Provide
  Arbitrary<List<List<MethodTotals>>> profiles() {
    Arbitrary<MethodTotals> row =
        Combinators.combine(
                Arbitraries.strings().withCharRange('a', 'h').ofLength(1),
                Arbitraries.longs().between(0, 1_000))
            .as((method, self) -> new MethodTotals(method, 1, self, self));
    return row.list()
        .ofMinSize(1)
        .ofMaxSize(8)
        .uniqueElements(MethodTotals::method)
        .list()
        .ofMinSize(1)
        .ofMaxSize(30);
  }

  private static long self(List<List<MethodTotals>> profiles, String method) {
    return profiles.stream()
        .flatMap(List::stream)
        .filter(totals -> totals.method().equals(method))
        .mapToLong(MethodTotals::selfNanos)
        .sum();
  }

  private static List<String> chosen(HeaviestMethods heaviest, String... methods) {
    return Stream.of(methods).filter(heaviest::contains).toList();
  }

  /** Pairs of a method and its self time. */
  private static List<MethodTotals> profile(Object... pairs) {
    return IntStream.range(0, pairs.length / 2)
        .mapToObj(
            i -> {
              long self = ((Number) pairs[2 * i + 1]).longValue();
              return new MethodTotals((String) pairs[2 * i], 1, self, self);
            })
        .toList();
  }
}
