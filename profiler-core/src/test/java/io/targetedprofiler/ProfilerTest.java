package io.targetedprofiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.targetedprofiler.model.Argument;
import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.Outcome;
import io.targetedprofiler.sink.LogCapture;
import io.targetedprofiler.sink.ReportSink;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

@DisplayName("Profiling by hand")
class ProfilerTest {

  private final DeliveredReports reports = DeliveredReports.listen();

  @AfterEach
  void stop() {
    reports.close();
  }

  @Test
  @DisplayName("of a block gives its result and one report")
  void result() throws Exception {
    int result = Profiler.profile("answer", () -> 42);

    assertThat(result).isEqualTo(42);
    CallReport report = reports.next("answer");
    assertThat(report.outcome()).isEqualTo(Outcome.RETURNED);
    assertThat(report.tree().root().frame().label()).isEqualTo("answer");
    assertThat(report.tree().root().measuredNanos()).isEqualTo(report.usage().wallNanos());
    assertThat(reports.isEmpty()).isTrue();
  }

  @Test
  @DisplayName("is listed among the recent reports, and found there by its number")
  void recent() {
    Profiler.profile("listed", () -> {});

    CallReport report = reports.next("listed");
    assertThat(Profiler.recentReports()).contains(report);
    assertThat(Profiler.recentReport(report.id())).contains(report);
    assertThat(Profiler.recentReport(-1)).isEmpty();
  }

  @Test
  @DisplayName("of a block within another is one report, with the inner one as a node")
  void nested() {
    Profiler.profile("outer", () -> Profiler.profile("inner", () -> {}));

    CallReport report = reports.next("outer");
    assertThat(report.tree().root().children())
        .extracting(CallNode::frame)
        .extracting("method")
        .containsExactly("inner");
    assertThat(reports.isEmpty()).isTrue();
  }

  @Test
  @DisplayName("with try-with-resources ends where the block ends")
  void opened() {
    try (ProfiledCall outer = Profiler.open("outer")) {
      try (ProfiledCall inner = Profiler.open("inner")) {
        assertThat(inner).isNotSameAs(outer);
      }
      try (ProfiledCall inner = Profiler.open("inner")) {
        assertThat(inner).isNotSameAs(outer);
      }
    }

    CallReport report = reports.next("outer");
    assertThat(report.tree().root().children())
        .singleElement()
        .satisfies(inner -> assertThat(inner.calls()).isEqualTo(2));
  }

  @Test
  @DisplayName("may close a call twice; the second time does not end the outer one")
  void closedTwice() {
    try (ProfiledCall outer = Profiler.open("again")) {
      ProfiledCall inner = Profiler.open("again");
      inner.close();
      inner.close();
      assertThat(outer).isNotNull();
      Profiler.profile("after", () -> {});
    }

    assertThat(reports.next("again").tree().root().children()).hasSize(2);
    assertThat(reports.isEmpty()).isTrue();
  }

  @Test
  @DisplayName("says that an opened call failed if it is told so")
  void failed() {
    try (ProfiledCall call = Profiler.open("opened")) {
      assertThat(call.failed(new IllegalStateException("closed"))).isSameAs(call);
    }

    CallReport report = reports.next("opened");
    assertThat(report.outcome()).isEqualTo(Outcome.THREW);
    assertThat(report.exception()).isEqualTo("IllegalStateException");
  }

  @Test
  @DisplayName("takes down what it is told of an opened call, of the outermost one only")
  void arguments() {
    try (ProfiledCall outer = Profiler.open("told")) {
      outer.argument("status", 200);
      try (ProfiledCall inner = Profiler.open("inner")) {
        inner.argument("lost", 1);
      }
      outer.argument("size", null);
    }

    assertThat(reports.next("told").arguments())
        .containsExactly(new Argument("status", "200"), new Argument("size", "null"));
  }

  @Test
  @DisplayName("lets a call leave its thread and last until a stage completes")
  void closedWith() {
    CompletableFuture<Void> whole = new CompletableFuture<>();
    ProfiledCall call = Profiler.open("leaving");
    call.closeWith(whole);
    call.close();
    Profiler.profile("after", () -> {});
    reports.next("after");
    assertThat(reports.isEmpty()).isTrue();

    call.argument("status", 503);
    whole.completeExceptionally(new IllegalStateException("too late"));

    CallReport report = reports.next("leaving");
    assertThat(report.outcome()).isEqualTo(Outcome.THREW);
    assertThat(report.exception()).isEqualTo("IllegalStateException");
    assertThat(report.arguments()).containsExactly(new Argument("status", "503"));
    assertThat(report.asynchrony().returnedNanos()).isPresent();
  }

  @Test
  @DisplayName("lets another thread close a call, which ends with its own thread's next one")
  void closedElsewhere() throws InterruptedException {
    ProfiledCall call = Profiler.open("handed over");
    Thread other = new Thread(call::close);
    other.start();
    other.join();
    assertThat(reports.isEmpty()).isTrue();
    Profiler.profile("next", () -> {});

    assertThat(reports.next("handed over").thread()).isEqualTo(Thread.currentThread().getName());
    assertThat(reports.next("next").tree().nodes()).isEqualTo(1);
  }

  @Test
  @DisplayName("lets another thread close a nested call, which ends with the outer one")
  void nestedClosedElsewhere() throws InterruptedException {
    try (ProfiledCall outer = Profiler.open("outer")) {
      ProfiledCall nested = Profiler.open("outer");
      Thread other = new Thread(nested::close);
      other.start();
      other.join();
      Profiler.profile("beneath", () -> {});
    }

    assertThat(reports.next("outer").tree().nodes()).isEqualTo(3);
    assertThat(reports.isEmpty()).isTrue();
  }

  @Test
  @DisplayName("keeps the diagnostic context that the call ended with")
  void context() {
    MDC.put("user", "ann");
    try {
      Profiler.profile("with context", () -> {});
    } finally {
      MDC.remove("user");
    }

    assertThat(reports.next("with context").context()).containsEntry("user", "ann");
  }

  @Test
  @DisplayName("logs the report to the logger of its name")
  void log() {
    try (LogCapture log = new LogCapture("profiler.logged")) {
      Profiler.profile("logged", () -> Profiler.profile("inner", () -> {}));
      assertThat(Profiler.flush(DeliveredReports.LONG_ENOUGH)).isTrue();

      assertThat(log.messages())
          .singleElement()
          .asString()
          .startsWith("@Profile logged  ")
          .contains("returned")
          // Where the machine paused in the outer call, the inner one is too small to be shown.
          .containsPattern("├ inner|└ inner|- inner|1 call path under 1 % hidden");
    }
  }

  @Test
  @DisplayName("delivers what waited for a sink that was removed meanwhile before a flush is over")
  void removedWithReports() throws InterruptedException {
    CountDownLatch removed = new CountDownLatch(1);
    List<CallReport> taken = new CopyOnWriteArrayList<>();
    ReportSink slow =
        report -> {
          try {
            removed.await();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          taken.add(report);
        };
    Profiler.addSink(slow);
    try (DeliveredReports later = DeliveredReports.listen()) {
      for (int i = 0; i < 20; i++) {
        Profiler.profile("waits", () -> {});
        later.next("waits"); // so the other one's queue has it, too
      }
      Profiler.removeSink(slow);
      Thread flushing = Thread.currentThread();
      Thread watching =
          new Thread(
              () -> {
                while (flushing.getState() != Thread.State.TIMED_WAITING) {
                  Thread.onSpinWait();
                }
                removed.countDown();
              });
      watching.setDaemon(true);
      watching.start();

      assertThat(Profiler.flush(DeliveredReports.LONG_ENOUGH)).isTrue();
      assertThat(taken).hasSize(20);
    }
  }

  @Test
  @DisplayName("takes a removed sink out of the way")
  void removed() {
    assertThat(Profiler.removeSink(reports)).isTrue();
    assertThat(Profiler.removeSink(reports)).isFalse();
    Profiler.profile("unheard", () -> {});

    assertThat(reports.isEmpty()).isTrue();
  }

  @Test
  @DisplayName("refuses null at once, where the mistake is")
  void nulls() {
    assertThatNullPointerException().isThrownBy(() -> Profiler.open(null)).withMessage("name");
    assertThatNullPointerException().isThrownBy(() -> Profiler.addSink(null));
    assertThatNullPointerException().isThrownBy(() -> Profiler.flush(null));
    assertThatCode(() -> Profiler.profile("still works", () -> {})).doesNotThrowAnyException();
  }
}
