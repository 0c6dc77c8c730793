package io.targetedprofiler.record;

import static io.targetedprofiler.record.Recording.NOTHING;
import static io.targetedprofiler.record.Recording.elsewhere;
import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.model.AsyncWork;
import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.CallTree;
import io.targetedprofiler.model.Lane;
import io.targetedprofiler.model.TreeDrawing;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A task that is handed to another thread")
class HandOversTest {

  private final Recording recording = new Recording();
  private final Deque<HandOver> queue = new ArrayDeque<>();

  @Test
  @DisplayName("joins the report beneath the method that handed it over, beside its callees")
  void joins() {
    recording.marked(
        "checkout",
        5,
        () -> {
          recording.call("begin", 1, () -> queue.add(recording.handOver("submit")));
          recording.work(10);
          elsewhere(() -> recording.task(queue.remove(), 3, () -> recording.call("price", 20)));
          recording.call("stock", 2);
        });

    assertThat(recording.tree())
        .isEqualTo(
            """
            checkout 1 41
              begin 1 1
                ~> submit 1 23 queued=10
                  price 1 20
              stock 1 2
            """);
  }

  @Test
  @DisplayName("that happened outside of the program took the time until it was over")
  void happened() {
    NamedSite request = NamedSite.outside("HTTP GET host");
    recording.marked(
        "checkout",
        5,
        () -> {
          HandOver answered = HandOver.at(request);
          HandOver failed = HandOver.at(request);
          recording.work(10);
          elsewhere(() -> answered.happened("status.200", null));
          recording.work(20);
          failed.happened("", new IllegalStateException());
          failed.happened("status.200", null);
          recording.call("stock", 2);
        });

    CallNode root = recording.root();
    assertThat(TreeDrawing.draw(root))
        .isEqualTo(
            """
            checkout 1 37
              stock 1 2
              ~> HTTP GET host 2 40 errors=1
            """);
    assertThat(root.async().get(0).tree().root().counters())
        .containsExactly(Map.entry("status.200", 1L));
  }

  @Test
  @DisplayName("says which thread ran it, and is busy beside the call")
  void thread() {
    recording.marked(
        "checkout",
        0,
        () -> {
          queue.add(recording.handOver("submit"));
          elsewhere(() -> recording.task(queue.remove(), 3, NOTHING));
        });

    CallTree tree = recording.report().tree();
    assertThat(tree.async().get(0).threads()).containsExactly("worker");
    assertThat(tree.busyNanos()).isEqualTo(6);
  }

  @Test
  @DisplayName("folds with others of its kind into one line, of another kind into another")
  void folds() {
    recording.marked(
        "checkout",
        0,
        () -> {
          for (int i = 0; i < 10_000; i++) {
            HandOver handOver = recording.handOver("submit");
            recording.work(1);
            int nanos = i;
            Runnable calls = () -> recording.call(nanos % 2 == 0 ? "even" : "odd", nanos);
            if (i % 1_000 == 0) {
              elsewhere(() -> recording.task(handOver, 1, calls));
            } else {
              queue.add(handOver);
            }
          }
          elsewhere(() -> queue.forEach(task -> recording.task(task, 1, NOTHING)));
          HandOver other = recording.handOver("execute");
          elsewhere(() -> recording.task(other, 7, NOTHING));
        });

    CallReport report = recording.report();
    List<AsyncWork> all = report.tree().async();
    assertThat(all).hasSize(2);
    AsyncWork submitted =
        all.stream().filter(work -> work.handedOver() == 10_000).findFirst().orElseThrow();
    assertThat(submitted.tree().root().calls()).isEqualTo(10_000);
    assertThat(submitted.tree().root().totalNanos()).isEqualTo(10_000 + 45_000);
    assertThat(submitted.tree().root().maxNanos()).isEqualTo(9_001);
    assertThat(submitted.unfinished()).isZero();
    assertThat(submitted.tree().nodes()).isEqualTo(2);
  }

  @Test
  @DisplayName("that hands over again has that beneath its own tree")
  void nested() {
    recording.marked(
        "checkout",
        0,
        () -> {
          HandOver outer = recording.handOver("submit");
          elsewhere(
              () ->
                  recording.task(
                      outer, 1, () -> recording.call("price", 2, () -> inner("supply", 4))));
        });

    assertThat(recording.tree())
        .isEqualTo(
            """
            checkout 1 7
              ~> submit 1 7
                price 1 6
                  ~> supply 1 4
            """);
  }

  private void inner(String name, long nanos) {
    HandOver inner = recording.handOver(name);
    elsewhere(() -> recording.task(inner, nanos, NOTHING));
  }

  @Test
  @DisplayName("handed on without end is followed to a limit, which is said")
  void chain() {
    recording.marked("checkout", 0, () -> handOn(recording.handOver("again"), 100));

    CallReport report = recording.report();
    assertThat(report.tree().async()).hasSize(HandOvers.MAX_DEPTH);
    assertThat(report.asynchrony().unfollowed()).isEqualTo(1);
  }

  private void handOn(HandOver task, int times) {
    if (task != null && times > 0) {
      elsewhere(
          () -> recording.task(task, 1, () -> handOn(recording.handOver("again"), times - 1)));
    }
  }

  @Test
  @DisplayName("counts its throws")
  void throwing() {
    recording.marked(
        "checkout",
        0,
        () -> {
          HandOver task = recording.handOver("submit");
          elsewhere(
              () ->
                  Recording.swallow(
                      () ->
                          recording.task(
                              task,
                              1,
                              () -> {
                                throw new IllegalStateException();
                              })));
        });

    assertThat(recording.tree()).isEqualTo("checkout 1 1\n  ~> submit 1 1 errors=1\n");
  }

  @Test
  @DisplayName(
      "that the caller runs itself stands in the caller's tree, so that no time counts twice")
  void inline() {
    recording.marked(
        "checkout",
        1,
        () -> recording.task(recording.handOver("submit"), 2, () -> recording.call("price", 3)));

    assertThat(recording.tree()).isEqualTo("checkout 1 6\n  price 1 3\n  ~> submit 0 0 inline=1\n");
  }

  @Test
  @DisplayName("run by a thread within another report is in its own report only")
  void stolen() {
    Recording other = new Recording();
    recording.marked("checkout", 1, () -> queue.add(recording.handOver("submit")));
    other.marked(
        "refund",
        1,
        () ->
            other.call(
                "join",
                1,
                () -> {
                  recording.task(queue.remove(), 2, () -> recording.call("price", 3));
                  other.call("after", 4);
                }));

    assertThat(other.tree()).isEqualTo("refund 1 6\n  join 1 5\n    after 1 4\n");
    assertThat(recording.tree()).isEqualTo("checkout 1 1\n  ~> submit 1 5\n    price 1 3\n");
    assertThat(ThreadRecorder.current()).isNull();
  }

  @Test
  @DisplayName("and whichever of the two records marked methods only")
  void stolenWithoutInner() {
    Recording shallow =
        new Recording(new RootSite.Settings(false, 0, TimingPolicy.FULL, RecordingLimits.DEFAULT));
    shallow.marked("checkout", 1, () -> queue.add(shallow.handOver("submit")));
    recording.marked("refund", 1, () -> queue.add(recording.handOver("submit")));
    HandOver ofShallow = queue.remove();
    HandOver ofDeep = queue.remove();

    Recording deep = new Recording();
    deep.marked(
        "join",
        1,
        () -> {
          deep.call("before", 1);
          shallow.task(ofShallow, 2, () -> deep.call("price", 3));
          deep.call("after", 4);
        });
    Recording flat =
        new Recording(new RootSite.Settings(false, 0, TimingPolicy.FULL, RecordingLimits.DEFAULT));
    flat.marked(
        "join",
        1,
        () -> {
          recording.task(ofDeep, 2, () -> recording.call("price", 3));
          flat.call("after", 4);
        });

    assertThat(deep.tree()).isEqualTo("join 1 9\n  before 1 1\n  after 1 4\n");
    assertThat(shallow.tree()).isEqualTo("checkout 1 1\n  ~> submit 1 2\n");
    assertThat(flat.tree()).isEqualTo("join 1 5\n");
    assertThat(recording.tree()).isEqualTo("refund 1 1\n  ~> submit 1 5\n    price 1 3\n");
    assertThat(ThreadRecorder.current()).isNull();
  }

  @Test
  @DisplayName("handed over outside any profiled call is none of ours")
  void outside() {
    assertThat(recording.handOver("submit")).isNull();
  }

  @Test
  @DisplayName(
      "and is cancelled is known from Java's futures, but not from others, which are not asked")
  void futures() {
    FutureTask<Void> cancelled = new FutureTask<>(NOTHING, null);
    cancelled.cancel(false);
    FutureTask<Void> anybodys =
        new FutureTask<>(NOTHING, null) {
          @Override
          public boolean isCancelled() {
            throw new IllegalStateException("not to be asked");
          }
        };
    recording.marked(
        "checkout",
        1,
        () -> {
          recording.handOver("submit").promises(cancelled);
          recording.handOver("submit").promises(anybodys);
        });

    CallNode root = recording.root();
    assertThat(TreeDrawing.draw(root)).isEqualTo("checkout 1 1\n  ~> submit 0 0 unfinished=1\n");
    assertThat(root.async().get(0).tree().root().counters())
        .containsExactly(Map.entry("cancelled", 1L));
  }

  @Test
  @DisplayName("refused is not counted, and one that never runs is said to be unfinished")
  void neverRun() {
    recording.marked(
        "checkout",
        1,
        () -> {
          recording.handOver("submit").withdraw();
          recording.handOver("submit");
        });

    assertThat(recording.tree()).isEqualTo("checkout 1 1\n  ~> submit 0 0 unfinished=1\n");
  }

  @Test
  @DisplayName("ending after the report follows as a supplement under the same number")
  void late() {
    recording.marked(
        "checkout",
        5,
        () -> recording.call("begin", 1, () -> queue.add(recording.handOver("submit"))));
    CallReport report = recording.last().toReport(128, Map.of("user", "42"));
    assertThat(TreeDrawing.draw(report.tree().root()))
        .isEqualTo("checkout 1 6\n  begin 1 1\n    ~> submit 0 0 unfinished=1\n");

    recording.work(5);
    elsewhere(() -> recording.task(queue.remove(), 3, () -> recording.call("price", 20)));
    assertThat(recording.held()).hasSize(1);
    recording.held().get(0).collect();
    CallReport supplement = recording.late().get(0).toReport().orElseThrow();

    assertThat(supplement.id()).isEqualTo(128);
    assertThat(supplement.context()).containsEntry("user", "42");
    assertThat(supplement.asynchrony().supplement()).isEqualTo(1);
    assertThat(TreeDrawing.draw(supplement.tree().root()))
        .isEqualTo(
            """
            checkout 0 0
              begin 0 0
                ~> submit 1 23 queued=5
                  price 1 20
            """);
    assertThat(recording.late().get(0).toReport()).isEmpty();
  }

  @Test
  @DisplayName("of a call that is too quick to be reported counts all the same, whenever it ends")
  void unreported() {
    Recording quick =
        new Recording(
            new RootSite.Settings(true, 1_000, TimingPolicy.FULL, RecordingLimits.DEFAULT));
    for (int i = 0; i < 3; i++) {
      quick.marked(
          "checkout",
          5,
          () -> {
            HandOver early = quick.handOver("submit");
            queue.add(quick.handOver("submit"));
            elsewhere(() -> quick.task(early, 3, () -> quick.call("price", 20, () -> {})));
          });
    }
    elsewhere(() -> queue.forEach(late -> quick.task(late, 1, () -> quick.call("price", 10))));
    assertThat(quick.reports()).isZero();
    assertThat(quick.held()).isEmpty();
    List.copyOf(quick.awaiting()).forEach(RootSite::collect);

    assertThat(quick.unreported().stream().map(calls -> TreeDrawing.draw(calls.toTree().root())))
        .containsExactlyInAnyOrder("checkout 3 84\n", "submit 6 102\n  price 6 90\n");
    quick.unreported().clear();
    quick.awaiting().forEach(RootSite::collect);
    assertThat(quick.unreported()).isEmpty();
  }

  @Test
  @DisplayName("is waited for as long as the grace allows")
  void grace() {
    Recording patient =
        new Recording(
            new RootSite.Settings(
                true, Threshold.of(0), TimingPolicy.FULL, RecordingLimits.DEFAULT, 1_000));
    patient.marked("checkout", 5, () -> queue.add(patient.handOver("submit")));
    assertThat(patient.reports()).isZero();
    elsewhere(() -> patient.task(queue.remove(), 3, NOTHING));
    assertThat(patient.reports()).isEqualTo(1);
    assertThat(patient.tree()).isEqualTo("checkout 1 5\n  ~> submit 1 3\n");

    patient.marked("checkout", 5, () -> queue.add(patient.handOver("submit")));
    patient.held().forEach(Collectable::collect);
    assertThat(patient.reports()).isEqualTo(2);
    assertThat(patient.tree()).isEqualTo("checkout 1 5\n  ~> submit 0 0 unfinished=1\n");
  }

  @Test
  @DisplayName("keeps the order of its calls in a lane of its own")
  void lanes() {
    Recording ordered = new Recording(RecordingLimits.DEFAULT.withSegments(10));
    ordered.marked(
        "checkout",
        5,
        () -> {
          HandOver task = ordered.handOver("submit");
          ordered.work(4);
          elsewhere(() -> ordered.task(task, 3, () -> ordered.call("price", 20)));
        });

    assertThat(ordered.report().timeline().lanes())
        .singleElement()
        .satisfies(
            lane -> {
              assertThat(lane).extracting(Lane::thread).isEqualTo("worker");
              assertThat(lane.handedOverNanos()).isEqualTo(5);
              assertThat(lane.startNanos()).isEqualTo(9);
              assertThat(lane.segments()).hasSize(2);
              assertThat(lane.segments().get(1).startNanos()).isEqualTo(3);
            });
  }

  @Test
  @DisplayName("is no longer followed, if it runs again, once the report is out")
  void repeated() {
    recording.marked(
        "checkout",
        5,
        () -> {
          HandOver task = recording.handOver("schedule");
          elsewhere(() -> recording.task(task, 1, NOTHING));
          elsewhere(() -> recording.task(task, 1, NOTHING));
          queue.add(task);
        });
    assertThat(recording.tree()).isEqualTo("checkout 1 7\n  ~> schedule 2 2\n");
    elsewhere(() -> recording.task(queue.remove(), 1, NOTHING));
    assertThat(recording.held()).isEmpty();
  }

  @Test
  @DisplayName("may be what a marked method returns: its call lasts until that completes")
  void stage() {
    CompletableFuture<String> promise = new CompletableFuture<>();
    RootSite checkout = recording.root("checkout");
    checkout.enter();
    recording.work(5);
    HandOver task = recording.handOver("submit");
    checkout.exitWith(promise);
    assertThat(recording.reports()).isZero();
    assertThat(recording.metered()).isEmpty();
    elsewhere(() -> recording.task(task, 30, NOTHING));
    promise.complete("done");

    assertThat(recording.metered()).containsExactly("checkout 35 returned");
    CallReport report = recording.report();
    assertThat(report.usage().wallNanos()).isEqualTo(35);
    assertThat(report.asynchrony().returnedNanos()).hasValue(5);
    assertThat(TreeDrawing.draw(report.tree().root()))
        .isEqualTo("checkout 1 5\n  ~> submit 1 30\n");
  }

  @Test
  @DisplayName("and its failure is that of the call, without what stages put around it")
  void failedStage() {
    RootSite checkout = recording.root("checkout");
    checkout.enter();
    recording.work(5);
    checkout.exitWith(
        CompletableFuture.failedFuture(new CompletionException(new IllegalStateException("no"))));

    assertThat(recording.metered()).containsExactly("checkout 5 threw no");
    assertThat(recording.report().exception()).isEqualTo("IllegalStateException");
    assertThat(recording.report().asynchrony().returnedNanos()).isEmpty();
  }

  @Test
  @DisplayName("and a nested one that returns a stage has its timer stopped when that completes")
  void nestedStage() {
    CompletableFuture<String> promise = new CompletableFuture<>();
    recording.marked(
        "checkout",
        1,
        () -> {
          RootSite tax = recording.root("tax");
          tax.enter();
          recording.work(2);
          tax.exitWith(promise);
          recording.work(3);
        });
    assertThat(recording.metered()).containsExactly("checkout 6 returned");
    recording.work(10);
    promise.complete("");
    assertThat(recording.metered()).containsExactly("checkout 6 returned", "tax 15 returned");
    assertThat(recording.tree()).isEqualTo("checkout 1 6\n  tax 1 2\n");
  }
}
