package io.targetedprofiler.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("For any tree the flat profile")
class MethodTotalsPropertyTest {

  @Property(tries = 300)
  @Label("has self times that add up to the root's total, and no method that takes longer")
  void accountsClose(@ForAll("trees") CallNode root) {
    List<MethodTotals> totals = MethodTotals.of(root);

    assertThat(totals.stream().mapToLong(MethodTotals::selfNanos).sum())
        .isEqualTo(root.totalNanos());
    assertThat(totals)
        .allSatisfy(
            method ->
                assertThat(method.totalNanos()).isBetween(method.selfNanos(), root.totalNanos()));
    assertThat(totals.stream().mapToLong(MethodTotals::calls).sum()).isEqualTo(calls(root));
  }

  @Provide
  Arbitrary<CallNode> trees() {
    return RandomTrees.ofAtMost(60);
  }

  private static long calls(CallNode root) {
    long calls = 0;
    Deque<CallNode> rest = new ArrayDeque<>(List.of(root));
    while (!rest.isEmpty()) {
      CallNode node = rest.pop();
      calls += node.calls();
      node.children().forEach(rest::push);
    }
    return calls;
  }
}
