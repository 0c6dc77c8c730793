package io.targetedprofiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.targetedprofiler.model.Argument;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.CallTree.Losses;
import io.targetedprofiler.model.Outcome;
import io.targetedprofiler.record.NamedSite;
import io.targetedprofiler.record.ThreadRecorder;
import io.targetedprofiler.sink.ReportSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The application's result is the same and the next report is right, after")
class FaultTest {

  private final DeliveredReports reports = DeliveredReports.listen();
  private final List<ReportSink> sinks = new ArrayList<>();

  @AfterEach
  void stop() {
    sinks.forEach(Profiler::removeSink);
    reports.close();
  }

  @ParameterizedTest
  @DisplayName("a sink that throws")
  @MethodSource("throwables")
  void throwingSink(Throwable thrown) {
    AtomicInteger asked = new AtomicInteger();
    add(
        report -> {
          asked.incrementAndGet();
          FaultTest.<RuntimeException>sneak(thrown);
        });

    assertNextIsRight("sink throws");
    assertNextIsRight("sink throws");
    assertThat(Profiler.flush(DeliveredReports.LONG_ENOUGH)).isTrue();
    assertThat(asked).hasValue(2);
  }

  @Test
  @DisplayName("a sink that throws from flush")
  void throwingFlush() {
    add(
        new ReportSink() {
          @Override
          public void accept(CallReport report) {}

          @Override
          public void flush() {
            throw new IllegalStateException("disk full");
          }
        });

    assertNextIsRight("flush throws");
    assertThat(Profiler.flush(DeliveredReports.LONG_ENOUGH)).isTrue();
    assertNextIsRight("flush throws");
  }

  @Test
  @DisplayName("a sink that does not return, and misses what its queue has no room for")
  void blockingSink() {
    int calls = 3_000;
    CountDownLatch end = new CountDownLatch(1);
    AtomicInteger taken = new AtomicInteger();
    add(
        report -> {
          taken.incrementAndGet();
          await(end);
        });
    for (int i = 0; i < calls; i++) {
      assertNextIsRight("sink blocks");
    }
    assertThat(taken).hasValueLessThanOrEqualTo(1);
    end.countDown();
    assertThat(Profiler.flush(DeliveredReports.LONG_ENOUGH)).isTrue();

    assertThat(taken).hasValueBetween(1, calls - 1);
  }

  @Test
  @DisplayName("a sink that is slower than the calls")
  void slowSink() {
    int calls = 2_000;
    AtomicInteger taken = new AtomicInteger();
    add(
        report -> {
          for (int i = 0; i < 1_000; i++) {
            Thread.yield();
          }
          taken.incrementAndGet();
        });
    for (int i = 0; i < calls; i++) {
      assertNextIsRight("sink is slow");
    }

    assertThat(Profiler.flush(DeliveredReports.LONG_ENOUGH)).isTrue();
    assertThat(taken).hasValueBetween(1, calls);
  }

  @Test
  @DisplayName("a sink that profiles, and so would make a report of each report")
  void profilingSink() {
    add(report -> Profiler.profile("profiled sink", () -> {}));

    assertNextIsRight("sink profiles");
    assertThat(reports.isEmpty()).isTrue();
  }

  @Test
  @DisplayName("an argument whose toString throws, and one whose toString never ends")
  void badArguments() {
    Object site = new Object();
    Object throwing = new Throwing();
    Object endless = new Endless();
    for (int i = 0; i < 2; i++) {
      Roots.enter(site, s -> Marked.describe("withSettings"));
      Roots.arguments(site, new Object[] {i == 0 ? throwing : endless, "s3cret"});
      Roots.exit(site, new IllegalStateException("so that it is reported"));

      assertThat(reports.next("import").arguments())
          .extracting(Argument::value)
          .first()
          .asString()
          .startsWith(i == 0 ? "FaultTest$Throwing@" : "FaultTest$Endless@");
    }
  }

  @ParameterizedTest
  @DisplayName("any Throwable, which the caller gets as it was thrown")
  @MethodSource("throwables")
  void throwable(Throwable thrown) {
    int frames = thrown.getStackTrace().length;

    assertThat(
            catchThrowable(
                () ->
                    Profiler.profile(
                        "throws", () -> FaultTest.<RuntimeException>sneak(thrown)))) // Runnable
        .isSameAs(thrown);
    assertThat(
            catchThrowable(
                () ->
                    Profiler.profile(
                        "throws",
                        () -> {
                          FaultTest.<RuntimeException>sneak(thrown);
                          return 1;
                        }))) // Callable
        .isSameAs(thrown);

    assertThat(thrown.getStackTrace()).hasSize(frames);
    assertThat(thrown.getSuppressed()).isEmpty();
    for (int i = 0; i < 2; i++) {
      CallReport report = reports.next("throws");
      assertThat(report.outcome()).isEqualTo(Outcome.THREW);
      assertThat(report.exception()).isEqualTo(thrown.getClass().getSimpleName());
    }
    assertNextIsRight("throws");
  }

  static Stream<Throwable> throwables() {
    return Stream.of(
        new IllegalStateException("unchecked"),
        new IOException("checked"),
        new InterruptedException("interrupted"),
        new Throwable("bare"),
        new AssertionError("asserted"),
        new StackOverflowError("thrown by hand"),
        new OutOfMemoryError("thrown by hand"),
        new NoClassDefFoundError("com/acme/Gone"),
        new ThreadDeath(),
        new Hostile());
  }

  @Test
  @DisplayName("a stack overflow")
  void stackOverflow() {
    assertThat(catchThrowable(FaultTest::overflow)).isInstanceOf(StackOverflowError.class);

    CallReport report = reports.next("overflow");
    assertThat(report.exception()).isEqualTo("StackOverflowError");
    assertThat(report.tree().losses().belowDepthLimit()).isPositive();
    assertNextIsRight("overflow");
  }

  private static void overflow() {
    Profiler.profile("overflow", FaultTest::overflow);
  }

  @Test
  @DisplayName("a thread that dies in a call")
  void dyingThread() throws InterruptedException {
    AtomicInteger uncaught = new AtomicInteger();
    Thread thread = new Thread(() -> Profiler.profile("dies", (Runnable) this::die));
    thread.setUncaughtExceptionHandler((t, e) -> uncaught.incrementAndGet());
    thread.start();
    thread.join();

    assertThat(uncaught).hasValue(1);
    assertThat(reports.next("dies").exception()).isEqualTo("IllegalStateException");
    assertNextIsRight("dies");
  }

  private void die() {
    throw new IllegalStateException("dying");
  }

  @Test
  @DisplayName("a thread that dies with a call left open")
  void leftOpen() throws InterruptedException {
    Thread thread = new Thread(() -> assertThat(Profiler.open("left open")).isNotNull());
    thread.start();
    thread.join();

    assertNextIsRight("left open");
    assertThat(reports.isEmpty()).isTrue();
  }

  @Test
  @DisplayName("a report of 100,000 call paths, ten times what a tree may have")
  void manyPaths() {
    Profiler.profile("many paths", () -> probes(100_000));

    CallReport report = reports.next("many paths");
    assertThat(report.tree().nodes()).isEqualTo(10_001);
    assertThat(report.tree().losses()).isEqualTo(new Losses(0, 90_001, 0, false));
    assertNextIsRight("many paths");
  }

  private static void probes(int sites) {
    ThreadRecorder recorder = ThreadRecorder.current();
    for (int i = 0; i < sites; i++) {
      Object site = new NamedSite("site " + i);
      recorder.enter(site);
      recorder.exit(site);
    }
  }

  private void assertNextIsRight(String profile) {
    int[] result = new int[1];
    Profiler.profile(
        profile,
        () ->
            Profiler.profile(
                "inner",
                () -> {
                  result[0] = 42;
                }));

    assertThat(result).containsExactly(42);
    CallReport report = reports.next(profile);
    assertThat(report.outcome()).isEqualTo(Outcome.RETURNED);
    assertThat(report.tree().nodes()).isEqualTo(2);
    assertThat(report.tree().losses()).isEqualTo(Losses.NONE);
    assertThat(report.tree().root().selfNanos()).isNotNegative();
  }

  private void add(ReportSink sink) {
    sinks.add(sink);
    Profiler.addSink(sink);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> void sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static final class Throwing {
    @Override
    public String toString() {
      throw new IllegalStateException("toString");
    }
  }

  private static final class Endless {
    @Override
    public String toString() {
      while (true) {
        Thread.onSpinWait();
      }
    }
  }

  /** Fails whoever touches it. */
  private static final class Hostile extends RuntimeException {
    @Override
    public String getMessage() {
      throw new IllegalStateException("getMessage");
    }

    @Override
    public String toString() {
      return "Hostile"; // JUnit names the test by it
    }

    @Override
    public int hashCode() {
      throw new IllegalStateException("hashCode");
    }

    @Override
    public boolean equals(Object other) {
      throw new IllegalStateException("equals");
    }
  }
}
