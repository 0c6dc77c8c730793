package io.targetedprofiler.aspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.model.AsyncWork;
import io.targetedprofiler.model.CallReport;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import subjects.Fanout;

@DisplayName("Work that woven code hands to another thread")
class HandOverTest {

  private final Reports reports = new Reports();
  private final Fanout fanout = new Fanout();
  private final ExecutorService pool = Executors.newFixedThreadPool(3);

  @AfterEach
  void close() {
    pool.shutdownNow();
    reports.close();
  }

  @Test
  @DisplayName("by submit is in the report, all tasks of one place in one line")
  void submit() throws Exception {
    assertThat(fanout.submit(pool, 100)).isEqualTo(100);
    assertThat(reports.tree("fanout.submit"))
        .isEqualTo(
            """
            Fanout.submit x1
              ~> ExecutorService.submit x100
              ~>   Fanout.lambda$submit$0 x100
              ~>     Fanout.price x100
            """);
    AsyncWork work = reports.one("fanout.submit").tree().async().get(0);
    assertThat(work.tree().root().frame().location()).startsWith("Fanout.java:");
    assertThat(work.threads()).hasSizeBetween(1, 3);
    assertThat(work.unfinished()).isZero();
  }

  @Test
  @DisplayName("by execute, invokeAll, schedule and a new thread is in the report")
  void otherWays() throws Exception {
    ScheduledExecutorService scheduled = Executors.newScheduledThreadPool(1);
    try {
      fanout.execute(new ForkJoinPool(1));
      fanout.invokeAll(pool);
      assertThat(fanout.schedule(scheduled)).isEqualTo(3);
      fanout.thread();
    } finally {
      scheduled.shutdownNow();
    }

    assertThat(pricesIn("fanout.execute")).isLessThanOrEqualTo(1); // it may end after the report
    assertThat(pricesIn("fanout.invokeAll")).isEqualTo(2);
    assertThat(pricesIn("fanout.schedule")).isEqualTo(1);
    assertThat(pricesIn("fanout.thread")).isEqualTo(1);
    assertThat(reports.tree("fanout.thread")).contains("~> Thread.<init> x1");
  }

  private long pricesIn(String profile) {
    return reports.of(profile).stream()
        .flatMap(report -> report.tree().async().stream())
        .flatMap(work -> work.tree().root().children().stream())
        .flatMap(lambda -> lambda.children().stream())
        .filter(call -> call.frame().method().equals("price"))
        .mapToLong(call -> call.calls())
        .sum();
  }

  @Test
  @DisplayName("from one executor to another nests")
  void nested() throws Exception {
    ExecutorService inner = Executors.newSingleThreadExecutor();
    try {
      assertThat(fanout.nested(pool, inner)).isEqualTo(3);
    } finally {
      inner.shutdownNow();
    }
    CallReport report = reports.one("fanout.nested");
    assertThat(report.tree().async()).hasSize(2);
    assertThat(report.tree().async().get(0).tree().async()).hasSize(1);
  }

  @Test
  @DisplayName("by stages has a line for each stage")
  void stages() {
    assertThat(fanout.stages(pool)).isEqualTo("sum 3");
    assertThat(reports.tree("fanout.stages"))
        .contains("~> CompletableFuture.supplyAsync x1")
        .contains("~> CompletableFuture.thenCombineAsync x1")
        .contains("~> CompletableFuture.thenApplyAsync x1");
  }

  @Test
  @DisplayName("that fails is counted so, and a stage that is skipped for it is not waited for")
  void failing() {
    assertThat(fanout.failing(pool)).isEqualTo("handled");
    String tree = reports.tree("fanout.failing");
    assertThat(tree).contains("~> CompletableFuture.supplyAsync x1, threw 1");
    assertThat(reports.one("fanout.failing").tree().async())
        .filteredOn(work -> work.tree().root().frame().method().equals("thenApplyAsync"))
        .allSatisfy(work -> assertThat(work.unfinished()).isZero());
  }

  @Test
  @DisplayName("and returned as a stage: the call lasts until that completes")
  void later() throws InterruptedException {
    CountDownLatch until = new CountDownLatch(1);
    CompletableFuture<Integer> result = fanout.later(pool, until);
    assertThat(reports.of("fanout.later")).isEmpty();
    until.countDown();
    assertThat(result.join()).isEqualTo(5);
    awaitTasks(); // a stage has its value first, and tells of it then

    CallReport report = reports.one("fanout.later");
    assertThat(report.asynchrony().returnedNanos()).isPresent();
    assertThat(report.usage().wallNanos())
        .isGreaterThan(report.asynchrony().returnedNanos().getAsLong());
  }

  private void awaitTasks() throws InterruptedException {
    pool.shutdown();
    assertThat(pool.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  @DisplayName("can be removed from the pool that it waits in")
  void remove() throws Exception {
    ThreadPoolExecutor busy =
        new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    CountDownLatch until = new CountDownLatch(1);
    try {
      busy.submit(() -> until.await(1, TimeUnit.MINUTES));
      assertThat(fanout.remove(busy)).isTrue();
      assertThat(busy.getQueue()).isEmpty();
    } finally {
      until.countDown();
      busy.shutdownNow();
    }
  }

  @Test
  @DisplayName("stays as it is where a queue may compare tasks")
  void priorities() throws Exception {
    ThreadPoolExecutor sorted =
        new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new PriorityBlockingQueue<>());
    try {
      fanout.execute(sorted);
    } finally {
      sorted.shutdownNow();
    }
    assertThat(reports.one("fanout.execute").tree().async()).isEmpty();
  }

  @Test
  @DisplayName("has the user's frames in its stack, and throws what it throws")
  void stacks() throws Exception {
    assertThat(fanout.stack(pool)).contains("subjects.Fanout.lambda$stack$");
    assertThat(fanout.throwing(pool))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage("no price");
  }

  @Test
  @DisplayName("outside a profiled call is not wrapped")
  void outside() throws Exception {
    fanout.submit(pool, 1);
    assertThat(fanout.unprofiled(pool)).isEqualTo(1);
    assertThat(reports.of("fanout.submit")).hasSize(1);
  }
}
