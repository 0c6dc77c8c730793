package io.targetedprofiler.record;

import static io.targetedprofiler.record.RandomProgram.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.CallTree.Losses;
import java.util.Comparator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("For any sequence of probes")
class AccountingPropertyTest {

  private static final RecordingLimits WIDE = new RecordingLimits(1_000, 1_000);

  @Property
  @Label("the tree is that of a naive recorder, as long as no limit is hit")
  void reference(
      @ForAll("programs") RandomProgram warmUp,
      @ForAll("programs") RandomProgram program,
      @ForAll("origins") long origin) {
    ManualClock clock = new ManualClock(origin);
    Recording recording = new Recording(settings(WIDE), clock);
    for (RandomProgram next : new RandomProgram[] {warmUp, program}) {
      ReferenceTree reference = run(next, recording, clock);
      CallNode expected = reference.close(false);

      assertThat(sorted(recording.root())).isEqualTo(sorted(expected));
      assertThat(recording.losses()).isEqualTo(new Losses(0, 0, reference.missedExits, false));
    }
  }

  @Property
  @Label("and any limits: children plus self are the total, and every call counts once")
  void accounts(
      @ForAll("programs") RandomProgram warmUp,
      @ForAll("programs") RandomProgram program,
      @ForAll("limits") RecordingLimits limits,
      @ForAll("origins") long origin) {
    ManualClock clock = new ManualClock(origin);
    Recording recording = new Recording(settings(limits), clock);
    run(warmUp, recording, clock);
    long before = clock.nanoTime();
    run(program, recording, clock);
    CallReport report = recording.report();

    Sums sums = new Sums(limits);
    sums.add(report.tree().root(), 1);
    Losses losses = report.tree().losses();
    long folded = losses.belowDepthLimit() + losses.beyondNodeLimit();
    assertThat(sums.calls + folded).isEqualTo(program.enters);
    assertThat(sums.selfNanos).isEqualTo(clock.nanoTime() - before);
    assertThat(sums.nodes).isLessThanOrEqualTo(limits.maxNodes());
    assertThat(report.usage().wallNanos()).isEqualTo(clock.nanoTime() - before);
    assertThat(report.tree().cost().probes()).isEqualTo(program.enters);
    assertThat(report.tree().nodes()).isEqualTo(sums.nodes + sums.truncated);
  }

  @Property
  @Label("nothing of it is left in the next report")
  void clean(@ForAll("programs") RandomProgram program, @ForAll("limits") RecordingLimits limits) {
    ManualClock clock = new ManualClock(0);
    Recording recording = new Recording(settings(limits), clock);
    run(program, recording, clock);

    recording.marked(ROOT, 3, () -> recording.call("last", 4));
    assertThat(recording.root().totalNanos()).isEqualTo(7);
    assertThat(recording.losses().missedExits()).isZero();
    if (limits.maxDepth() > 1 && limits.maxNodes() > 1) {
      assertThat(recording.tree()).isEqualTo("root 1 7\n  last 1 4\n");
      assertThat(recording.losses()).isEqualTo(Losses.NONE);
    }
    assertThat(ThreadRecorder.current()).isNull();
  }

  private static ReferenceTree run(RandomProgram program, Recording recording, ManualClock clock) {
    recording.root(ROOT).enter();
    ReferenceTree reference = program.run(recording, clock);
    while (reference.hasNested(ROOT)) {
      recording.root(ROOT).exit(null);
      reference.exitMarked(ROOT, false);
    }
    recording.root(ROOT).exit(null);
    return reference;
  }

  private static CallNode sorted(CallNode node) {
    return new CallNode(
        node.frame(),
        node.calls(),
        node.totalNanos(),
        node.minNanos(),
        node.maxNanos(),
        node.errors(),
        node.children().stream()
            .map(AccountingPropertyTest::sorted)
            .sorted(Comparator.comparing(child -> child.frame().method()))
            .toList());
  }

  /** Looks at every node, and adds up the tree. */
  private static final class Sums {
    private final RecordingLimits limits;
    long calls;
    long selfNanos;
    int nodes;
    int truncated;

    Sums(RecordingLimits limits) {
      this.limits = limits;
    }

    void add(CallNode node, int depth) {
      if (node.frame().method().equals("(truncated)")) {
        truncated++;
        assertThat(node.children()).isEmpty();
      } else {
        nodes++;
        calls += node.calls();
      }
      selfNanos += node.selfNanos();
      assertThat(depth).isLessThanOrEqualTo(limits.maxDepth());
      assertThat(node.selfNanos()).isNotNegative();
      assertThat(node.calls()).isPositive();
      assertThat(node.errors()).isBetween(0L, node.calls());
      assertThat(node.totalNanos())
          .isBetween(node.minNanos(), node.calls() * node.maxNanos())
          .isGreaterThanOrEqualTo(node.maxNanos());
      node.children().forEach(child -> add(child, depth + 1));
    }
  }

  @Provide
  Arbitrary<RandomProgram> programs() {
    return RandomProgram.any();
  }

  @Provide
  Arbitrary<RecordingLimits> limits() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 12), Arbitraries.integers().between(1, 40))
        .as(RecordingLimits::new);
  }

  /** The clock may start anywhere. */
  @Provide
  Arbitrary<Long> origins() {
    return Arbitraries.longs().between(-1_000_000_000_000_000L, 1_000_000_000_000_000L);
  }

  private static RootSite.Settings settings(RecordingLimits limits) {
    return new RootSite.Settings(true, 0, TimingPolicy.FULL, limits);
  }
}
