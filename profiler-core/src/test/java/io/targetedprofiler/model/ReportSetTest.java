package io.targetedprofiler.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.targetedprofiler.model.ReportSet.ProfileTree;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Reports, merged,")
class ReportSetTest {

  private static final Frame CHECKOUT = new Frame("com.acme.Orders", "checkout", "()", "", 0);
  private static final Frame PRICE = new Frame("com.acme.Pricing", "price", "()", "", 0);
  private static final Frame TAX = new Frame("com.acme.Tax", "lookup", "()", "", 0);

  private final CallNode first =
      node(CHECKOUT, 1, 100, node(PRICE, 2, 60, node(TAX, 1, 10)), node(TAX, 1, 5));
  private final CallNode second = node(CHECKOUT, 1, 80, node(TAX, 3, 30));

  @Test
  @DisplayName("have one tree, in which the figures of each call path are added up")
  void addsUpByPath() {
    CallTree tree = reports("checkout", first, second).trees().get(0).tree();

    assertThat(tree.root())
        .isEqualTo(
            new CallNode(
                CHECKOUT,
                2,
                180,
                80,
                100,
                0,
                List.of(
                    node(PRICE, 2, 60, node(TAX, 1, 10)),
                    new CallNode(TAX, 4, 35, 5, 30, 0, List.of()))));
    assertThat(tree.nodes()).isEqualTo(4);
    assertThat(tree.cost().probes()).isEqualTo(20);
  }

  @Test
  @DisplayName("have a tree for each profile, and for each method that bears its name")
  void oneTreeForEachRoot() {
    ReportSet all =
        reports("checkout", first)
            .plus(reports("price", node(PRICE, 1, 7)))
            .plus(reports("checkout", second, node(TAX, 1, 3)));

    assertThat(all.trees())
        .extracting(
            ProfileTree::profile, t -> t.tree().root().frame(), t -> t.tree().root().calls())
        .containsExactly(
            tuple("checkout", CHECKOUT, 2L), tuple("price", PRICE, 1L), tuple("checkout", TAX, 1L));
  }

  @Test
  @DisplayName("know the error of a sum of estimates, unless one of them is not known")
  void addsErrorsInSquare() {
    assertThat(mergedError(30, 40)).isEqualTo(50);
    assertThat(mergedError(30, CallNode.UNKNOWN)).isEqualTo(CallNode.UNKNOWN);
  }

  @Test
  @DisplayName("take min and max from the calls that were timed")
  void minAndMaxOfTheTimed() {
    CallNode untimed = new CallNode(PRICE, 9, 0, 0, 0, CallNode.UNKNOWN, 0, 0, 0, List.of());

    CallNode merged = merged(node(PRICE, 1, 60), untimed);

    assertThat(merged.minNanos()).isEqualTo(60);
    assertThat(merged.maxNanos()).isEqualTo(60);
    assertThat(merged.timedCalls()).isEqualTo(1);
    assertThat(merged.calls()).isEqualTo(10);
  }

  private static long mergedError(long a, long b) {
    return merged(
            new CallNode(PRICE, 9, 3, 10, 100, a, 1, 9, 0, List.of()),
            new CallNode(PRICE, 9, 3, 10, 100, b, 1, 9, 0, List.of()))
        .standardErrorNanos();
  }

  private static CallNode merged(CallNode... roots) {
    return reports("price", roots).trees().get(0).tree().root();
  }

  private static ReportSet reports(String profile, CallNode... roots) {
    return new ReportSet(
        List.of(roots).stream()
            .map(root -> SampleReport.of(root).profile(profile).report())
            .toList());
  }

  private static CallNode node(Frame frame, long calls, long nanos, CallNode... children) {
    return new CallNode(frame, calls, nanos, nanos, nanos, 0, List.of(children));
  }
}
