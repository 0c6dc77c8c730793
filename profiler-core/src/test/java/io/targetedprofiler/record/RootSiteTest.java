package io.targetedprofiler.record;

import static io.targetedprofiler.record.Recording.swallow;
import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.model.Argument;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.TreeDrawing;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A root")
class RootSiteTest {

  private static final Argument CART = new Argument("cartId", "42");

  private final Recording recording = new Recording();

  @Test
  @DisplayName("of depth TOP_LEVEL shows nested marked calls only")
  void topLevel() {
    Recording topLevel = new Recording(settings(false, 0));
    topLevel.marked(
        "checkout",
        1,
        () -> topLevel.call("price", 10, () -> topLevel.marked("tax", 5, () -> lookUp(topLevel))));

    assertThat(topLevel.tree())
        .isEqualTo(
            """
            checkout 1 18
              tax 1 7
            """);
    assertThat(topLevel.metered()).containsExactly("tax 7 returned", "checkout 18 returned");
  }

  private static void lookUp(Recording recording) {
    recording.call("lookup", 2);
  }

  @Test
  @DisplayName("with a threshold reports calls that are slow enough or failed, and meters all")
  void threshold() {
    Recording slow = new Recording(settings(true, 50));

    slow.marked("checkout", 49);
    assertThat(slow.reports()).isZero();
    slow.marked("checkout", 50);
    assertThat(slow.reports()).isEqualTo(1);
    swallow(() -> slow.marked("checkout", 1, this::fail));
    assertThat(slow.reports()).isEqualTo(2);
    assertThat(slow.report().thresholdNanos()).hasValue(50);
    assertThat(slow.metered())
        .containsExactly("checkout 49 returned", "checkout 50 returned", "checkout 1 threw closed");
  }

  @Test
  @DisplayName(
      "with a relative threshold reports calls that are slower than most of the recent ones")
  void relativeThreshold() {
    Recording relative =
        new Recording(
            new RootSite.Settings(
                true, new RecentPercentile(99), TimingPolicy.FULL, RecordingLimits.DEFAULT, 0));
    for (int call = 0; call < 100; call++) {
      relative.marked("checkout", 1_000);
    }
    assertThat(relative.reports()).as("of the first hundred").isEqualTo(100);
    assertThat(relative.report().thresholdNanos()).isEmpty();

    relative.marked("checkout", 1_000);
    assertThat(relative.reports()).isEqualTo(100);
    relative.marked("checkout", 1_020);
    assertThat(relative.reports()).isEqualTo(101);
    assertThat(relative.report().thresholdNanos()).hasValue(1_004);
    swallow(() -> relative.marked("checkout", 1, this::fail));
    assertThat(relative.reports()).isEqualTo(102);
    assertThat(relative.metered()).hasSize(103);
  }

  private void fail() {
    throw new IllegalStateException("closed");
  }

  @Test
  @DisplayName("without a threshold reports every call, and has no threshold to show")
  void noThreshold() {
    recording.marked("checkout", 0);

    assertThat(recording.reports()).isEqualTo(1);
    assertThat(recording.report().thresholdNanos()).isEmpty();
  }

  @Test
  @DisplayName("sums up the calls that it does not report, until somebody collects")
  void unreported() {
    Recording quick = new Recording(settings(true, 50));
    RootSite root = quick.root("checkout");
    quick.marked("checkout", 5, () -> quick.call("price", 10));
    quick.marked("checkout", 1, () -> quick.call("tax", 20));
    quick.marked("checkout", 100, () -> quick.call("price", 1_000));
    quick.marked("checkout", 2, () -> quick.call("price", 30));

    assertThat(quick.awaiting()).containsExactly(root);
    root.collect();

    assertThat(quick.unreported()).hasSize(1);
    assertThat(TreeDrawing.draw(quick.unreported().get(0).toTree().root()))
        .isEqualTo(
            """
            checkout 3 68
              price 2 40
              tax 1 20
            """);
    assertThat(quick.tree()).isEqualTo("checkout 1 1100\n  price 1 1000\n");
  }

  @Test
  @DisplayName("counts each unreported call once, however often somebody collects")
  void collectedOnce() {
    Recording quick = new Recording(settings(true, 50));
    RootSite root = quick.root("checkout");
    for (int i = 0; i < 10; i++) {
      quick.marked("checkout", 1, () -> quick.call("price", 2, root::collect));
      if (i % 3 == 0) {
        root.collect();
      }
    }
    root.collect();
    root.collect();

    assertThat(quick.unreported().stream().mapToLong(calls -> calls.toTree().root().calls()))
        .containsExactly(1L, 3L, 3L, 3L);
  }

  @Test
  @DisplayName("that failed quickly and so was not expected to be reported shows no stale figures")
  void failedQuickly() {
    Recording quick = new Recording(settings(true, 1_000_000));
    quick.marked("checkout", 1);
    quick.work(5_000);
    swallow(() -> quick.marked("checkout", 1, this::fail));

    assertThat(quick.report().usage().cpuNanos()).isEmpty();
    assertThat(quick.report().usage().allocatedBytes()).isEmpty();
  }

  @Test
  @DisplayName("that is seldom reported is not asked each time what it uses, which takes its time")
  void asking() {
    TickingClock clock = new TickingClock();
    Recording seldom = new Recording(settings(true, 1), clock);
    askOften(seldom, clock, 101);

    seldom.marked("checkout", 0, () -> clock.now += 50_000_000);
    assertThat(seldom.report().usage().cpuNanos()).isEmpty();
    seldom.marked("checkout", 0, () -> clock.now += 50_000_000);
    assertThat(seldom.report().usage().cpuNanos()).isPresent();
  }

  @Test
  @DisplayName("that was asked what it uses is asked again once its arguments are captured")
  void askedAgain() {
    TickingClock clock = new TickingClock();
    Recording seldom = new Recording(settings(true, 1), clock);
    askOften(seldom, clock, 100);
    seldom.marked(
        "checkout",
        0,
        () -> {
          seldom.root("checkout").attach(List.of(CART));
          clock.now += 50_000_000;
        });

    assertThat(seldom.report().usage().cpuNanos()).isPresent();
  }

  private static void askOften(Recording recording, TickingClock clock, int times) {
    for (int i = 0; i < times; i++) {
      recording.root("checkout").asking().asked(clock.now, TickingClock.READING);
    }
  }

  @Test
  @DisplayName("reports who called, when, with what, and what it used")
  void report() {
    Instant before = Instant.ofEpochMilli(System.currentTimeMillis());
    recording.marked("checkout", 7, () -> recording.root("checkout").attach(List.of(CART)));

    CallReport report = recording.last().toReport(128, Map.of("user", "ann"));
    assertThat(report.profile()).isEqualTo("checkout");
    assertThat(report.id()).isEqualTo(128);
    assertThat(report.thread()).isEqualTo(Thread.currentThread().getName());
    assertThat(report.started()).isBetween(before, Instant.now());
    assertThat(report.context()).containsEntry("user", "ann");
    assertThat(report.arguments()).containsExactly(CART);
    assertThat(report.usage().cpuNanos()).isPresent();
    assertThat(report.usage().cpuNanos().getAsLong()).isBetween(0L, report.usage().wallNanos());
    assertThat(report.usage().allocatedBytes()).isPresent();
  }

  @Test
  @DisplayName("does not record what the profiler itself asks of the user's code")
  void unheard() {
    recording.marked(
        "checkout",
        1,
        () -> {
          recording.call("before", 2);
          swallow(() -> RootSite.unheard(this::asksAndFails));
          recording.call("after", 3);
        });

    assertThat(recording.tree())
        .isEqualTo(
            """
            checkout 1 6
              before 1 2
              after 1 3
            """);
  }

  private Object asksAndFails() {
    recording.call("plan", 0, this::fail);
    return "not reached";
  }

  @Test
  @DisplayName("measures the call without the capture of its arguments")
  void arguments() {
    RootSite root = recording.root("checkout");
    root.enter();
    assertThat(root.hasJustBegun()).isTrue();
    recording.work(1_000);
    root.attach(List.of(CART));
    recording.work(3);
    root.exit(null);

    assertThat(recording.tree()).isEqualTo("checkout 1 3\n");
    assertThat(recording.metered()).containsExactly("checkout 3 returned");
  }

  @Test
  @DisplayName("takes arguments of the outermost call only, and once")
  void argumentsOnce() {
    RootSite root = recording.root("checkout");
    recording.marked(
        "checkout",
        0,
        () -> {
          root.attach(List.of(CART));
          assertThat(root.hasJustBegun()).isFalse();
          root.attach(List.of(new Argument("late", "1")));
          recording.marked("checkout", 0, () -> root.attach(List.of(new Argument("inner", "2"))));
          recording.root("tax").attach(List.of(new Argument("other", "3")));
        });

    assertThat(recording.report().arguments()).containsExactly(CART);
    recording.marked("checkout", 0);
    assertThat(recording.report().arguments()).isEmpty();
    assertThat(root.hasJustBegun()).isFalse();
    root.attach(List.of(CART));
  }

  @Test
  @DisplayName("shows the exception of an anonymous class by the last part of its name")
  void anonymousException() {
    RuntimeException anonymous = new RuntimeException("closed") {};
    swallow(
        () ->
            recording.marked(
                "checkout",
                0,
                () -> {
                  throw anonymous;
                }));

    assertThat(recording.report().exception()).isEqualTo("RootSiteTest$1");
  }

  @Test
  @DisplayName("keeps a thread's recorder for its next call, until none has used it for a while")
  void dropsUnused() {
    ManualClock clock = new ManualClock(5);
    Deque<Collectable> tidied = new ArrayDeque<>();
    CompletedCalls completed =
        new CompletedCalls() {
          @Override
          public void accept(RecordedCall call) {}

          @Override
          public void tidy(Collectable kept, long afterNanos) {
            tidied.add(kept);
          }
        };
    RootSite root =
        new RootSite(
            "checkout",
            new NamedSite("checkout"),
            RootSite.Settings.DEFAULT,
            CallMeter.NONE,
            completed,
            CalibratedClock.of(clock, ProbeCost.FREE));
    Runnable call =
        () -> {
          clock.advance(1);
          root.enter();
          root.exit(null);
        };

    call.run();
    call.run();
    OpenCall kept = waiting(root);
    assertThat(tidied).hasSize(1);
    tidied.remove().collect();
    call.run();
    tidied.remove().collect();
    assertThat(waiting(root)).as("used since").isSameAs(kept);
    tidied.remove().collect();
    assertThat(tidied).as("nothing is left to drop").isEmpty();
    assertThat(waiting(root)).as("not used since").isNotSameAs(kept);
    assertThat(tidied).as("again").hasSize(1);
  }

  private static OpenCall waiting(RootSite root) {
    OpenCall call = root.take(Thread.currentThread());
    root.giveBack(call, Thread.currentThread(), null);
    return call;
  }

  /** Takes its time to be read. */
  private static final class TickingClock extends NanoClock {

    static final int READING = 250_000;

    long now;

    @Override
    public long nanoTime() {
      now += READING;
      return now;
    }
  }

  private static RootSite.Settings settings(boolean inner, long thresholdNanos) {
    return new RootSite.Settings(inner, thresholdNanos, TimingPolicy.FULL, RecordingLimits.DEFAULT);
  }
}
