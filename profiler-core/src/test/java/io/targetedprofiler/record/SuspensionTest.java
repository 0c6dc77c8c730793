package io.targetedprofiler.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallTree;
import io.targetedprofiler.model.Frame;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * A pair of probes that only counts is said to cost 4 ns, of which the budget allows a fifth of the
 * program's own time: calls of less than 24 ns by this clock cost too much. A pair that records
 * nothing is taken to cost 2 ns, so that calls of less than 10 ns are too dense whatever is done.
 */
@DisplayName("A target whose probes cost more than its budget whatever they do")
class SuspensionTest {

  private static final ProbeCost COST = new ProbeCost(20, 20, 40, 40, 4);

  /** Of probes so dear that few of them take half a second. */
  private static final ProbeCost SLOW = new ProbeCost(20_000, 20_000, 40_000, 40_000, 6_000);

  private final ManualClock clock = new ManualClock(1_000);
  private final SiteDemotion demotion = new SiteDemotion(new NoWeaver(), site -> true, job -> {});
  private final Recording recording = recording(COST);

  @Test
  @DisplayName("is recorded like any other as long as it keeps to its budget")
  void affordable() {
    run(500, 5);
    assertThat(isRecorded()).isTrue();
    clock.advance(Suspension.MAX_PATIENCE_NANOS);
    run(500, 5);
    assertThat(isRecorded()).isTrue();
  }

  @Test
  @DisplayName(
      "then records marked methods alone, and says so, as soon as thinned timing was not enough")
  void observed() {
    run(6, 1);
    assertThat(isRecorded()).as("timed in full").isTrue();
    run(6, 1);
    assertThat(isRecorded()).as("thinned").isTrue();
    assertThat(recording.report().tree().demoted()).isEmpty();

    run(6, 1);
    assertThat(recording.root().children())
        .extracting(node -> node.frame().label() + " " + node.calls())
        .containsExactly("marked 1");
    assertThat(recording.report().tree().demoted())
        .containsExactly(Frame.named("all methods that are not marked"));
  }

  @Test
  @DisplayName("is left alone within a call, too, once that has lasted half a second")
  void leftAloneWithin() {
    Recording slow = recording(SLOW);
    Runnable dense = () -> work(slow, 200_000);
    slow.marked(
        "root",
        0,
        () -> {
          slow.call("import", 0, () -> slow.marked("step", 0, () -> slow.call("parse", 0, dense)));
          slow.marked("last step", 5_000_000, () -> slow.call("store", 1_000_000));
        });

    // How many calls are timed before that, and so what is deducted, is drawn by lot.
    assertThat(slow.tree().replaceAll("\\d{6,}", "N"))
        .matches(
            """
            root 1 N
              import 1 N
                step 1 N
                  parse 1 N
                    work 2\\d{4} N
              last step 1 N
            """);
    CallNode step = slow.root().children().get(0).children().get(0);
    CallNode work = step.children().get(0).children().get(0);
    assertThat(step.measuredNanos()).as("step, a marked method").isEqualTo(200_000 * 24_000L);
    assertThat(step.children().get(0).measuredNanos())
        .as("parse, until it was left alone")
        .isEqualTo(work.calls() * 24_000L);
    assertThat(slow.report().tree().demoted())
        .extracting(Frame::label)
        .containsExactly(
            "all methods that are not marked, from " + work.calls() * 24 / 1_000 + " ms on");
    assertThat(slow.losses()).isEqualTo(CallTree.Losses.NONE);

    slow.marked("root", 0, () -> slow.call("import", 1_000_000));
    assertThat(slow.tree()).isEqualTo("root 1 980000\n");
  }

  @Test
  @DisplayName("is left alone soon where a long call becomes dense, however little it cost before")
  void denseAtLast() {
    Recording slow = recording(SLOW);
    slow.marked(
        "root",
        0,
        () -> {
          for (int call = 0; call < 600; call++) {
            slow.call("wait", 1_000_000);
          }
          work(slow, 200_000);
        });
    CallNode work = slow.root().children().get(1);
    assertThat(work.calls() * 24_000L).isLessThan(TimeUnit.MILLISECONDS.toNanos(350));
  }

  @Test
  @DisplayName("is too dense if what was recorded of a call took longer than a whole one without")
  void slowedDown() {
    Recording slow = leftAloneThenPassing(20_000_000);
    slow.marked("root", 0, () -> slow.call("work", 24_000));
    assertThat(slow.root().children()).isEmpty();
  }

  @Test
  @DisplayName("is judged by how dense a call was until it was left alone")
  void densityOfAPart() {
    Recording slow = leftAloneThenPassing(4_800_000_000L);
    slow.marked("root", 0, () -> slow.call("work", 24_000));
    assertThat(slow.root().children()).hasSize(1);
  }

  @Test
  @DisplayName("is left alone within a task on another thread, too, and the report says so")
  void leftAloneElsewhere() {
    Recording slow = recording(SLOW);
    Runnable dense = () -> work(slow, 200_000);
    slow.marked(
        "root",
        0,
        () -> {
          HandOver task = slow.handOver("submit");
          Recording.elsewhere(() -> slow.task(task, 0, dense));
        });

    CallTree tree = slow.report().tree();
    CallNode task = tree.async().get(0).tree().root();
    assertThat(task.measuredNanos()).isEqualTo(200_000 * 24_000L);
    assertThat(task.children().get(0).calls()).isLessThan(100_000);
    assertThat(tree.demoted())
        .extracting(Frame::label)
        .containsExactly(
            "all methods that are not marked, late in tasks of half a second and more");
  }

  @Test
  @DisplayName("is not charged for what happened elsewhere, whose time no probe of ours took")
  void elsewhereLong() {
    Recording slow = recording(SLOW);
    for (int i = 0; i < 3; i++) {
      slow.marked(
          "root",
          1_000_000,
          () -> {
            HandOver request = slow.handOver("request");
            slow.work(100_000_000);
            request.happened("", null);
          });
    }
    slow.marked("root", 1_000_000, () -> slow.call("work", 1_000_000));
    assertThat(slow.root().children()).hasSize(1);
  }

  @Test
  @DisplayName("is not said to have been left alone within a call that was over by then")
  void overByThen() {
    Recording slow = recording(SLOW);
    slow.marked(
        "root",
        0,
        () -> {
          work(slow, 20_000);
          clock.advance(1_000_000_000);
        });
    assertThat(slow.root().children().get(0).calls()).isEqualTo(20_000);
    assertThat(slow.report().tree().demoted()).isEmpty();

    slow.marked("root", 0, () -> slow.call("work", 24_000));
    assertThat(slow.root().children()).as("of the next call").isEmpty();
  }

  @Test
  @DisplayName("is recorded again after ten seconds if it is not that dense by itself")
  void acquitted() {
    run(12, 3);
    clock.advance(Suspension.SETTLING_NANOS - TimeUnit.MILLISECONDS.toNanos(1));
    run(12, 10);
    assertThat(isRecorded()).isFalse();

    clock.advance(TimeUnit.MILLISECONDS.toNanos(1));
    run(12, 5);
    assertThat(isRecorded()).as("the calls that decide").isFalse();
    run(12, 5);
    assertThat(isRecorded()).isTrue();
    assertThat(recording.report().tree().demoted()).isEmpty();
  }

  @Test
  @DisplayName("is judged by what another thread knew where each call has a new thread")
  void newThreads() {
    run(12, 3);
    clock.advance(Suspension.SETTLING_NANOS);
    for (int i = 0; i < 5; i++) {
      Recording.elsewhere(() -> run(12, 1));
      assertThat(isRecorded()).as("a call that decides").isFalse();
    }
    Recording.elsewhere(() -> run(12, 1));
    assertThat(isRecorded()).isTrue();
  }

  @Test
  @DisplayName("goes on, left alone, however few call paths there is room for")
  void leftAloneWithoutRoom() {
    Recording slow = recording(SLOW, new RecordingLimits(512, 2));
    Runnable inner = () -> slow.marked("inner", 1);
    slow.marked(
        "root",
        0,
        () -> {
          work(slow, 200_000);
          slow.marked("service", 1, () -> slow.marked("nested", 1, inner));
          slow.marked("service", 1, inner);
        });

    assertThat(slow.root().children())
        .extracting(node -> node.frame().label())
        .containsExactly("work", "(truncated)");
    assertThat(slow.losses().beyondNodeLimit()).isEqualTo(5);
    assertThat(slow.losses().missedExits()).isZero();
  }

  @Test
  @DisplayName("is not judged by one slow call among others")
  void majority() {
    suspend(6);
    run(6, 2);
    run(1_000, 1);
    run(6, 5);
    run(6, 10);
    assertThat(isRecorded()).isFalse();
    clock.advance(Suspension.PATIENCE_NANOS / 2);
    run(6, 10);
    assertThat(isRecorded()).isFalse();
  }

  @Test
  @DisplayName("is tried again after a minute, and as long as it is too dense after twice as long")
  void patience() {
    long patience = Suspension.PATIENCE_NANOS;
    for (int trial = 0; trial < 10; trial++) {
      suspend(6);
      run(6, 5);
      clock.advance(Math.min(Suspension.MAX_PATIENCE_NANOS, patience) - 1_000_000);
      run(6, 2);
      assertThat(isRecorded()).as("before trial " + trial).isFalse();
      clock.advance(1_000_000);
      run(6, 1);
      assertThat(isRecorded()).as("the call that finds it due").isFalse();
      run(6, 1);
      assertThat(isRecorded()).as("trial " + trial).isTrue();
      patience *= 2;
    }
  }

  @Test
  @DisplayName("is tried again after a minute once it has been recorded for a while")
  void patienceAnew() {
    suspend(6);
    run(6, 5);
    clock.advance(Suspension.PATIENCE_NANOS);
    run(6, 1);
    clock.advance(Suspension.PATIENCE_NANOS);
    suspend(6);
    run(6, 5);
    clock.advance(Suspension.PATIENCE_NANOS);
    run(6, 1);
    run(6, 1);
    assertThat(isRecorded()).isTrue();
  }

  @Test
  @DisplayName("keeps what another thread knew of its density")
  void passedOn() {
    suspend(6);
    for (int i = 0; i < 5; i++) {
      Recording.elsewhere(() -> run(6, 1));
    }
    Recording.elsewhere(() -> run(6, 1));
    assertThat(isRecorded()).isFalse();
    clock.advance(Suspension.PATIENCE_NANOS);
    run(6, 1);
    run(6, 1);
    assertThat(isRecorded()).isTrue();
  }

  private Recording recording(ProbeCost cost) {
    return recording(cost, RecordingLimits.DEFAULT);
  }

  private Recording recording(ProbeCost cost, RecordingLimits limits) {
    TimingPolicy policy =
        new AdaptiveTiming(new ThinnedTiming(CalibratedClock.of(clock, cost)), 0.2, demotion);
    return new Recording(new RootSite.Settings(true, 0, policy, limits), clock, cost);
  }

  /** A long call that was left alone, and those that decide, each of a duration. */
  private Recording leftAloneThenPassing(long nanosEach) {
    Recording slow = recording(SLOW);
    slow.marked("root", 0, () -> work(slow, 200_000));
    clock.advance(Suspension.SETTLING_NANOS);
    for (int i = 0; i < 6; i++) {
      slow.marked("root", 0, () -> clock.advance(nanosEach));
    }
    return slow;
  }

  /** Overspends, thinned at last, and waits until it is to be judged. */
  private void suspend(long nanos) {
    run(nanos, 3);
    assertThat(isRecorded()).isFalse();
    clock.advance(Suspension.SETTLING_NANOS);
  }

  private void run(long nanosEach, int times) {
    for (int i = 0; i < times; i++) {
      recording.marked(
          "root",
          0,
          () -> {
            recording.marked("marked", 7);
            for (int call = 0; call < 1_000; call++) {
              recording.call("work", nanosEach);
            }
          });
    }
  }

  private static void work(Recording slow, int calls) {
    for (int call = 0; call < calls; call++) {
      slow.call("work", 24_000);
    }
  }

  private boolean isRecorded() {
    return recording.root().children().size() == 2;
  }

  private static final class NoWeaver implements Weaver {
    @Override
    public Frame frameOf(Object site) {
      return Sites.frameOf(site);
    }

    @Override
    public boolean switchOff(Object site) {
      return false;
    }

    @Override
    public void switchOn(Object site) {}
  }
}
