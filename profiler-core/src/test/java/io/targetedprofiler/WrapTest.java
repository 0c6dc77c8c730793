package io.targetedprofiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.targetedprofiler.model.AsyncWork;
import io.targetedprofiler.model.CallReport;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is wrapped by hand")
class WrapTest {

  private final ExecutorService pool = Executors.newFixedThreadPool(2);
  private final DeliveredReports reports = DeliveredReports.listen();

  @AfterEach
  void close() {
    pool.shutdownNow();
    reports.close();
  }

  @Test
  @DisplayName("outside a profiled call is the same object")
  void outside() {
    Runnable task = () -> {};
    Callable<String> question = () -> "42";

    assertThat(Profiler.wrap(task)).isSameAs(task);
    assertThat(Profiler.wrap(question)).isSameAs(question);
  }

  @Test
  @DisplayName("within one joins its report, and reads as what it wraps")
  void inside() throws Exception {
    Profiler.profile(
        "wrapped",
        () -> {
          Callable<String> question = () -> "42";
          Callable<String> wrapped = Profiler.wrap(question);
          assertThat(wrapped).isNotSameAs(question).hasToString(question.toString());
          return pool.submit(wrapped).get();
        });

    AsyncWork work = only("wrapped");
    assertThat(work.tree().root().frame().method()).isEqualTo("task WrapTest lambda");
    assertThat(work.tree().root().calls()).isEqualTo(1);
  }

  @Test
  @DisplayName("as an executor follows every task that is submitted within a profiled call")
  void executor() throws Exception {
    ExecutorService followed = Profiler.wrap(pool);
    assertThat(followed.submit(() -> "before").get()).isEqualTo("before");
    Profiler.profile(
        "executor",
        () -> {
          followed.submit(() -> {}).get();
          followed.submit(() -> {}, "done").get();
          followed.invokeAll(List.of(() -> 1, () -> 2));
          followed.invokeAll(List.of(() -> 1), 1, TimeUnit.MINUTES);
          followed.invokeAny(List.of(() -> 3));
          return followed.invokeAny(List.of(() -> 3), 1, TimeUnit.MINUTES);
        });

    CallReport report = reports.next("executor");
    assertThat(report.tree().async().stream().mapToLong(AsyncWork::handedOver).sum()).isEqualTo(7);
    followed.shutdown();
    assertThat(pool.isShutdown()).isTrue();
  }

  @Test
  @DisplayName("as an executor is closed as that closes itself")
  void closed() throws Exception {
    AtomicInteger closed = new AtomicInteger();
    class Closing extends ForkJoinPool implements AutoCloseable {
      @Override
      public void close() {
        closed.incrementAndGet();
      }
    }
    Closing pool = new Closing();
    ExecutorService followed = Profiler.wrap((ExecutorService) pool);
    followed.getClass().getMethod("close").invoke(followed); // Java 17 does not know it

    assertThat(closed).hasValue(1);
    assertThat(pool.isShutdown()).isFalse();
    pool.shutdown();
  }

  @Test
  @DisplayName("and refused by the executor is not waited for")
  void refused() throws Exception {
    Executor full =
        Profiler.wrap(
            (Executor)
                task -> {
                  throw new RejectedExecutionException("full");
                });
    Profiler.profile(
        "refused",
        () ->
            assertThatThrownBy(() -> full.execute(() -> {}))
                .isInstanceOf(RejectedExecutionException.class));

    assertThat(only("refused").unfinished()).isZero();
  }

  private AsyncWork only(String profile) {
    List<AsyncWork> async = reports.next(profile).tree().async();
    assertThat(async).hasSize(1);
    return async.get(0);
  }
}
