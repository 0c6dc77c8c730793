package io.targetedprofiler.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.model.ReportSet.ProfileTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("For any two sets of reports, merged")
class ReportSetPropertyTest {

  @Provide
  static Arbitrary<ReportSet> reports() {
    return RandomTrees.ofAtMost(40)
        .map(root -> SampleReport.of(root).report())
        .list()
        .ofMaxSize(4)
        .map(ReportSet::new);
  }

  @Property(tries = 300)
  @Label("the figures of each path are those of both, added up, and the extremes of both")
  void addsUp(@ForAll("reports") ReportSet a, @ForAll("reports") ReportSet b) {
    Map<List<Object>, Figures> ofBoth = new HashMap<>();
    for (ReportSet set : List.of(a, b)) {
      set.reports().forEach(r -> add(List.of(r.profile()), r.tree().root(), ofBoth));
    }

    assertThat(figures(a.plus(b))).isEqualTo(ofBoth);
  }

  @Property(tries = 200)
  @Label("the order does not matter, nor what was merged first")
  void anyOrder(
      @ForAll("reports") ReportSet a,
      @ForAll("reports") ReportSet b,
      @ForAll("reports") ReportSet c) {
    assertThat(figures(b.plus(a))).isEqualTo(figures(a.plus(b)));
    assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
    assertThat(a.plus(new ReportSet(List.of()))).isEqualTo(a);
  }

  @Property(tries = 200)
  @Label("trees know how many paths they have, and what recording cost")
  void trees(@ForAll("reports") ReportSet a, @ForAll("reports") ReportSet b) {
    ReportSet both = a.plus(b);
    List<CallTree> trees = both.trees().stream().map(ProfileTree::tree).toList();

    assertThat(trees).allSatisfy(t -> assertThat(t.nodes()).isEqualTo(nodes(t.root())));
    assertThat(sum(trees, t -> t.cost().nanos()))
        .isEqualTo(sum(both.reports(), r -> r.tree().cost().nanos()));
  }

  private static int nodes(CallNode node) {
    return 1 + node.children().stream().mapToInt(ReportSetPropertyTest::nodes).sum();
  }

  private static <T> long sum(List<T> of, Function<T, Long> figure) {
    return of.stream().mapToLong(figure::apply).sum();
  }

  private record Figures(long calls, long total, long self, long errors, long min, long max) {

    Figures plus(Figures more) {
      return new Figures(
          calls + more.calls,
          total + more.total,
          self + more.self,
          errors + more.errors,
          Math.min(min, more.min),
          Math.max(max, more.max));
    }
  }

  private static Map<List<Object>, Figures> figures(ReportSet reports) {
    Map<List<Object>, Figures> figures = new HashMap<>();
    reports.trees().forEach(tree -> add(List.of(tree.profile()), tree.tree().root(), figures));
    return figures;
  }

  /** The naive way: the whole path is the key. */
  private static void add(List<Object> caller, CallNode node, Map<List<Object>, Figures> to) {
    List<Object> path = new ArrayList<>(caller);
    path.add(node.frame());
    to.merge(
        path,
        new Figures(
            node.calls(),
            node.totalNanos(),
            node.selfNanos(),
            node.errors(),
            node.minNanos(),
            node.maxNanos()),
        Figures::plus);
    node.children().forEach(child -> add(path, child, to));
  }
}
