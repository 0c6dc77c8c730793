package io.targetedprofiler.examples.benchmarks.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallTree;
import io.targetedprofiler.model.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Reports that are made up, on a machine that runs at the nominal pace. */
@DisplayName("The table of truth")
class TruthTableTest {

  /** What a made-up report says of a method: relative to the truth. */
  private record Claim(long callsOff, double selfError, double relativeStandardError) {
    static final Claim TRUE = new Claim(0, 0, 0);
  }

  private final Plan plan = new Plan(1);
  private final Map<String, Claim> claims = new HashMap<>();
  private final List<Frame> demoted = new ArrayList<>();
  private double slowdown;

  @BeforeEach
  void nominal() {
    slowdown = 1;
  }

  @Test
  @DisplayName("passes a report that is true")
  void passes() {
    assertThat(failures()).isEmpty();
  }

  @Test
  @DisplayName("fails a count that is wrong by one")
  void counts() {
    claims.put("leaf200ns", new Claim(1, 0, 0));
    assertThat(failures()).containsExactly("leaf200ns: calls wrong in 1 of 1 runs");
  }

  @Test
  @DisplayName("fails a self time that is wrong by more than 5 %")
  void self() {
    claims.put("leaf2us", new Claim(0, 0.04, 0));
    claims.put("leaf100us", new Claim(0, -0.06, 0));
    assertThat(failures())
        .containsExactly("leaf100us: self time wrong by 6 % (median), more than 5 %");
  }

  @Test
  @DisplayName("allows more for methods below a microsecond")
  void tiny() {
    claims.put("leaf200ns", new Claim(0, 0.14, 0));
    claims.put("leaf500ns", new Claim(0, 0.16, 0));
    assertThat(failures())
        .containsExactly("leaf500ns: self time wrong by 16 % (median), more than 15 %");
  }

  @Test
  @DisplayName("fails standard errors that are too small")
  void coverage() {
    claims.put("leaf2us", new Claim(0, 0.04, 0.021));
    claims.put("rises", new Claim(0, 0.04, 0.021));
    assertThat(failures()).isEmpty();

    claims.put("falls", new Claim(0, 0.04, 0.018));
    assertThat(failures())
        .containsExactly(
            "standard errors: the truth lies within 1.96 of them in 67 % of the estimates,"
                + " fewer than 90 %");
  }

  @Test
  @DisplayName("judges neither a demoted method nor its caller")
  void demoted() {
    claims.put("leaf200ns", new Claim(-5, -0.5, 0));
    claims.put("parent1us", new Claim(0, 2, 0));
    assertThat(failures()).hasSize(3);

    demoted.add(Frame.named("leaf200ns"));
    assertThat(failures()).isEmpty();
  }

  @Test
  @DisplayName("takes the truth from the calibration and from what the unwoven tree took")
  void slowdown() {
    slowdown = 1.1;
    assertThat(failures()).isEmpty();
    assertThat(table().render())
        .contains("the unwoven tree took +10.00 % longer than calibrated, +- 0.00 %");
  }

  @Test
  @DisplayName("is made of the median over the runs, beside the worst")
  void median() {
    Run good = run();
    claims.put("leaf1ms", new Claim(0, 0.5, 0));
    TruthTable table = new TruthTable(List.of(good, run(), good));

    assertThat(table.failures()).isEmpty();
    assertThat(table.render().lines().filter(line -> line.startsWith("leaf1ms")))
        .singleElement()
        .asString()
        .matches("leaf1ms +9 +1000000 +\\+0\\.0 +\\+0\\.00 +0\\.00 +\\+50\\.00 +0 +- +- +-");
  }

  private List<String> failures() {
    return table().failures();
  }

  private TruthTable table() {
    return new TruthTable(List.of(run()));
  }

  private Run run() {
    long unwoven =
        KnownMethod.ALL.stream().mapToLong(m -> (long) plan.nanos(m.name(), n -> n)).sum();
    CallTree tree =
        new CallTree(
            node("run"),
            KnownMethod.ALL.size(),
            CallTree.Losses.NONE,
            demoted,
            0,
            new CallTree.Cost(0, 0));
    return new Run(plan, n -> n, Math.round(slowdown * unwoven), tree);
  }

  private CallNode node(String method) {
    Claim claim = claims.getOrDefault(method, Claim.TRUE);
    List<CallNode> children =
        KnownMethod.ALL.stream()
            .filter(known -> known.caller().equals(Optional.of(method)))
            .map(known -> node(known.name()))
            .toList();
    long beneath = children.stream().mapToLong(CallNode::totalNanos).sum();
    double self = slowdown * plan.nanos(method, n -> n) * (1 + claim.selfError);
    long total = beneath + Math.round(self);
    long calls = plan.calls(method) + claim.callsOff;
    return new CallNode(
        Frame.named(method),
        calls,
        claim.relativeStandardError == 0 ? calls : calls / 2,
        total,
        total,
        Math.round(total * claim.relativeStandardError),
        0,
        total,
        0,
        children);
  }
}
