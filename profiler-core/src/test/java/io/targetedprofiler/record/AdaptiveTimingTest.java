package io.targetedprofiler.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.Frame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Probes are said to cost 40 ns timed and 4 ns counted, and do take that time: a call of 10 ns is
 * dear, one of 10 µs is not.
 */
@DisplayName("Adaptive timing")
class AdaptiveTimingTest {

  private static final int INSIDE = 20;
  private static final ProbeCost COST = new ProbeCost(20, INSIDE, 40, 40, 4);
  private static final double BUDGET = 0.2;

  private final ManualClock clock = new ManualClock(0);
  private final Queue<Runnable> background = new ArrayDeque<>();
  private final Switchboard switchboard = new Switchboard();
  private final List<Object> exempt = new ArrayList<>();
  private final SiteDemotion demotion =
      new SiteDemotion(switchboard, exempt::contains, background::add);
  private final Recording recording =
      new Recording(
          new RootSite.Settings(
              true,
              0,
              new AdaptiveTiming(
                  new ThinnedTiming(CalibratedClock.of(clock, COST)), BUDGET, demotion),
              RecordingLimits.DEFAULT),
          clock,
          COST);

  @Test
  @DisplayName("times every call while that keeps to the budget")
  void full() {
    run(1_000, 1_000);
    assertThat(work().calls()).isEqualTo(1_000);
    assertThat(work().isEstimated()).isFalse();
    run(1_000, 1_000);
    assertThat(work().isEstimated()).isFalse();
    assertThat(switchboard.off).isEmpty();
  }

  @Test
  @DisplayName("thins the calls that follow one which cost too much")
  void thinned() {
    run(1_000, 100);
    assertThat(work().isEstimated()).isFalse();
    run(1_000, 100);
    assertThat(work().calls()).isEqualTo(1_000);
    assertThat(work().isEstimated()).isTrue();
  }

  @Test
  @DisplayName(
      "begins to thin within a long call, whose estimates then stand on all that was timed")
  void thinnedOnTheWay() {
    run(1_000_000, 100);
    assertThat(work().calls()).isEqualTo(1_000_000);
    assertThat(work().isEstimated()).isTrue();
    assertThat(work().timedCalls()).isBetween(14_000L, 200_000L);
    assertThat(work().totalNanos()).isBetween(99_000_000L, 101_000_000L);
  }

  @Test
  @DisplayName("times every call again when that keeps to the budget again")
  void fullAgain() {
    run(1_000, 100);
    run(1_000, 1_000);
    run(1_000, 1_000);
    assertThat(work().isEstimated()).isFalse();
  }

  @Test
  @DisplayName("stays thinned while timing every call would take more than half the budget")
  void reserve() {
    run(1_000, 100);
    for (int i = 0; i < 5; i++) {
      run(1_000, 300);
    }
    assertThat(work().isEstimated()).isTrue();
  }

  @Test
  @DisplayName("switches tiny methods off when even thinned they cost too much, and says which")
  void demoted() {
    acquit();
    untilSettled(10);
    assertThat(switchboard.off).containsExactly(recording.site("work"));

    run(10_000, 10);
    assertThat(recording.report().tree().demoted()).containsExactly(Frame.named("work"));
    assertThat(recording.tree()).isEqualTo("root 1 100000\n");
  }

  @Test
  @DisplayName("switches off the costliest first, and no more than the budget demands")
  void costliestFirst() {
    acquit();
    for (int i = 0; i < 5; i++) {
      recording.marked(
          "root",
          0,
          () -> {
            work("often", 100_000, 10);
            work("seldom", 2_000, 10);
            work("long", 2_000, 1_000);
          });
      runBackground();
    }
    assertThat(switchboard.off).containsExactly(recording.site("often"));
  }

  @Test
  @DisplayName("never switches off what is exempt, nor what takes longer than a tiny method")
  void exempt() {
    acquit();
    exempt.add(recording.site("marked"));
    for (int i = 0; i < 5; i++) {
      recording.marked(
          "root",
          0,
          () -> {
            work("marked", 100_000, 10);
            work("caller", 1, 0, () -> work("tiny", 10_000, 10));
          });
      runBackground();
    }
    assertThat(switchboard.off).containsExactly(recording.site("tiny"));
  }

  @Test
  @DisplayName("does not try again what the weaver cannot switch off")
  void immovable() {
    acquit();
    switchboard.immovable.add(recording.site("work"));
    untilSettled(10);
    untilSettled(10);
    assertThat(switchboard.off).isEmpty();
    assertThat(switchboard.attempts).isEqualTo(1);
    assertThat(recording.report().tree().demoted()).isEmpty();
  }

  @Test
  @DisplayName("ends a call that is under way when its method is switched off, and misses nothing")
  void underWay() {
    acquit();
    untilSettled(10);
    assertThat(switchboard.off).containsExactly(recording.site("work"));

    recording.marked(
        "root",
        0,
        () -> {
          recording.enter("work"); // its probes were still on
          recording.work(3);
          recording.call("after", 5);
        });
    assertThat(TreeNames.of(recording.root())).isEqualTo("root(work after)");
    assertThat(recording.losses().missedExits()).isZero();
  }

  @Test
  @DisplayName(
      "switches all on again after ten seconds, then waits twice as long if the load still demands it")
  void again() {
    acquit();
    untilSettled(10);
    long patience = SiteDemotion.PATIENCE_NANOS;

    clock.advance(patience - TimeUnit.SECONDS.toNanos(1));
    run(1, 10);
    runBackground();
    assertThat(switchboard.off).hasSize(1);

    clock.advance(TimeUnit.SECONDS.toNanos(2));
    run(1, 10);
    runBackground();
    assertThat(switchboard.off).isEmpty();

    untilSettled(10);
    assertThat(switchboard.off).hasSize(1);
    clock.advance(patience + TimeUnit.SECONDS.toNanos(1));
    run(1, 10);
    runBackground();
    assertThat(switchboard.off).hasSize(1);

    clock.advance(patience);
    run(1, 10);
    runBackground();
    assertThat(switchboard.off).isEmpty();
  }

  @Test
  @DisplayName("names what was switched off for a part of a call, though all is on at its end")
  void partly() {
    acquit();
    untilSettled(10);
    recording.marked(
        "root",
        INSIDE,
        () -> {
          work("work", 100, 10);
          demotion.review(clock.nanoTime() + SiteDemotion.PATIENCE_NANOS);
          runBackground();
          work("work", 100, 10);
        });
    assertThat(work().calls()).isEqualTo(100);
    assertThat(recording.report().tree().demoted()).containsExactly(Frame.named("work"));

    run(100, 10_000);
    assertThat(recording.report().tree().demoted()).isEmpty();
  }

  @Test
  @DisplayName("goes on when the profiler's thread takes no more work")
  void rejected() {
    SiteDemotion refused =
        new SiteDemotion(
            switchboard,
            site -> false,
            job -> {
              throw new java.util.concurrent.RejectedExecutionException();
            });
    refused.review(0);
    assertThat(refused.isIdle()).isTrue();
  }

  /** Calls of a marked method with so many calls of a method beneath. */
  private void run(int calls, long nanos) {
    recording.marked("root", INSIDE, () -> work("work", calls, nanos));
  }

  /** What its first overspending led to is over: it is not too dense, so methods are chosen. */
  private void acquit() {
    run(10_000, 15);
    run(10_000, 15);
    clock.advance(Suspension.SETTLING_NANOS);
    for (int i = 0; i < 5; i++) {
      run(10_000, 15);
    }
    assertThat(switchboard.off).isEmpty();
  }

  private void untilSettled(long nanos) {
    for (int i = 0; i < 5; i++) {
      run(10_000, nanos);
      runBackground();
    }
  }

  private void work(String name, int calls, long nanos) {
    work(name, calls, nanos, Recording.NOTHING);
  }

  private void work(String name, int calls, long nanos, Runnable beneath) {
    for (int i = 0; i < calls; i++) {
      if (switchboard.off.contains(recording.site(name))) {
        clock.advance(nanos);
        beneath.run();
      } else {
        probedCall(name, nanos, beneath);
      }
    }
  }

  private void probedCall(String name, long nanos, Runnable beneath) {
    long readings = clock.readings();
    recording.enter(name);
    boolean timed = clock.readings() > readings;
    clock.advance(timed ? INSIDE : 0);
    clock.advance(nanos);
    beneath.run();
    recording.exit(name);
    clock.advance((long) (timed ? COST.timedNanos() - INSIDE : COST.countedNanos()));
  }

  private void runBackground() {
    for (Runnable job = background.poll(); job != null; job = background.poll()) {
      job.run();
    }
  }

  private CallNode work() {
    return recording.root().children().get(0);
  }

  /** A weaver whose probes are the calls of this test. */
  private static final class Switchboard implements Weaver {
    final List<Object> off = new ArrayList<>();
    final List<Object> immovable = new ArrayList<>();
    int attempts;

    @Override
    public Frame frameOf(Object site) {
      return Sites.frameOf(site);
    }

    @Override
    public boolean switchOff(Object site) {
      attempts++;
      return !immovable.contains(site) && off.add(site);
    }

    @Override
    public void switchOn(Object site) {
      off.remove(site);
    }
  }

  private static final class TreeNames {
    static String of(CallNode node) {
      String name = node.frame().label();
      if (node.children().isEmpty()) {
        return name;
      }
      String[] children = node.children().stream().map(TreeNames::of).toArray(String[]::new);
      return name + "(" + String.join(" ", Arrays.asList(children)) + ")";
    }
  }
}
