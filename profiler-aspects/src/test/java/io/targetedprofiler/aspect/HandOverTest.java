package io.targetedprofiler.aspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.targetedprofiler.format.TextReport;
import io.targetedprofiler.model.AsyncWork;
import io.targetedprofiler.model.CallReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
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
  @DisplayName("and is cancelled before it begins is counted as that, and not as unfinished")
  void cancelled() throws Exception {
    ExecutorService one = Executors.newSingleThreadExecutor();
    CountDownLatch done = new CountDownLatch(1);
    try {
      one.execute(
          () -> {
            try {
              done.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
      assertThat(fanout.cancelled(one, 1_000, done)).isEqualTo(1);
    } finally {
      one.shutdownNow();
    }

    CallReport report = reports.one("fanout.cancelled");
    AsyncWork work = report.tree().async().get(0);
    assertThat(work.handedOver()).isEqualTo(1);
    assertThat(work.tree().root().calls()).isEqualTo(1);
    assertThat(work.tree().root().counters()).containsExactly(entry("cancelled", 999L));
    assertThat(work.unfinished()).isZero();
    assertThat(new TextReport(40, 0, true).render(report))
        .containsPattern(
            "ExecutorService\\.submit \\(Fanout\\.java:\\d+\\)  cancelled=999  queued ")
        .doesNotContain("not finished");
  }

  @Test
  @DisplayName(
      "is queued as long as it is by hand: longer than within the pool, shorter than around")
  void queued() throws Exception {
    AtomicLong within = new AtomicLong();
    ThreadPoolExecutor timed =
        new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>()) {
          @Override
          protected <T> RunnableFuture<T> newTaskFor(Callable<T> task) {
            long submitted = System.nanoTime();
            return super.newTaskFor(
                () -> {
                  within.set(System.nanoTime() - submitted);
                  return task.call();
                });
          }
        };
    long around;
    try {
      timed.execute(
          () -> {
            while (timed.getQueue().isEmpty()) {
              Thread.onSpinWait();
            }
          });
      around = fanout.queued(timed);
    } finally {
      timed.shutdownNow();
    }

    AsyncWork work = reports.one("fanout.queued").tree().async().get(0);
    assertThat(work.queuedNanos()).isPositive().isBetween(within.get(), around);
  }

  @Test
  @DisplayName("by execute, invokeAll, schedule and a new thread is in the report")
  void otherWays() throws Exception {
    ScheduledExecutorService scheduled = Executors.newScheduledThreadPool(1);
    ForkJoinPool forkJoin = new ForkJoinPool(1);
    try {
      fanout.execute(forkJoin);
      fanout.execute(pool);
      fanout.invokeAll(pool);
      assertThat(fanout.schedule(scheduled)).isEqualTo(3);
      fanout.thread();
    } finally {
      scheduled.shutdownNow();
    }

    forkJoin.shutdown();
    assertThat(forkJoin.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    awaitTasks(); // what is executed ends after the report, perhaps, and is in a supplement then
    assertThat(pricesIn("fanout.execute")).isEqualTo(2);
    assertThat(handedOverIn("fanout.execute")).isEqualTo(2);
    assertThat(pricesIn("fanout.invokeAll")).isEqualTo(2);
    assertThat(pricesIn("fanout.schedule")).isEqualTo(1);
    assertThat(pricesIn("fanout.thread")).isEqualTo(1);
    assertThat(reports.tree("fanout.thread")).contains("~> Thread.<init> x1");
  }

  /** Compilers number lambdas as they like. */
  static String withoutNumbers(String tree) {
    return tree.replaceAll("(lambda\\$\\w+)\\$\\d+", "$1");
  }

  private long handedOverIn(String profile) {
    return reports.of(profile).stream()
        .flatMap(report -> report.tree().async().stream())
        .mapToLong(AsyncWork::handedOver)
        .sum();
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
  @DisplayName("by invokeAny is in the report, what failed as what won")
  void invokeAny() throws Exception {
    ExecutorService oneByOne = Executors.newSingleThreadExecutor(); // or what wins is over first
    assertThat(fanout.invokeAny(oneByOne)).isEqualTo(1);
    oneByOne.shutdown();
    String tree = reports.tree("fanout.invokeAny");
    assertThat(tree)
        .contains("~> ExecutorService.invokeAny x2, threw 1")
        .contains("Fanout.fail x1, threw 1")
        .contains("Fanout.price x1\n");
  }

  @Test
  @DisplayName("by invokeAll and cancelled for want of time is not waited for")
  void outOfTime() throws Exception {
    ExecutorService single = Executors.newSingleThreadExecutor();
    assertThat(fanout.outOfTime(single, new CountDownLatch(1))).isEqualTo(2);
    single.shutdown();
    assertThat(single.awaitTermination(1, TimeUnit.MINUTES)).isTrue();

    long ended =
        reports.of("fanout.outOfTime").stream()
            .flatMap(report -> report.tree().async().stream())
            .mapToLong(work -> work.tree().root().calls())
            .sum();
    assertThat(handedOverIn("fanout.outOfTime")).isEqualTo(ended);
  }

  @Test
  @DisplayName("by a completion service and a fork/join pool is in the report")
  void services() throws Exception {
    ForkJoinPool forkJoin = new ForkJoinPool(2);
    try {
      assertThat(fanout.completion(pool)).isEqualTo(10);
      assertThat(fanout.forkJoin(forkJoin)).isEqualTo(3);
    } finally {
      forkJoin.shutdownNow();
    }
    assertThat(withoutNumbers(reports.tree("fanout.completion")))
        .isEqualTo(
            """
            Fanout.completion x1
              ~> CompletionService.submit x10
              ~>   Fanout.lambda$completion x10
              ~>     Fanout.price x10
            """);
    assertThat(pricesIn("fanout.forkJoin")).isEqualTo(2);
  }

  @Test
  @DisplayName("as a parallel stream or a fork/join task is not followed, as the README says")
  void notFollowed() throws Exception {
    ForkJoinPool forkJoin = new ForkJoinPool(2);
    try {
      assertThat(fanout.notFollowed(forkJoin)).isEqualTo(101);
    } finally {
      forkJoin.shutdownNow();
    }
    assertThat(reports.one("fanout.notFollowed").tree().async()).isEmpty();
  }

  @Test
  @DisplayName("and returned as a Mono or Flux: the call lasts until that has ended")
  void reactive() {
    Mono<Integer> mono = fanout.mono();
    assertThat(reports.of("fanout.mono")).isEmpty();
    assertThat(mono.block()).isEqualTo(7);
    assertThat(reports.one("fanout.mono").asynchrony().returnedNanos()).isPresent();

    Flux<Integer> flux = fanout.flux(3);
    assertThat(reports.of("fanout.flux")).isEmpty();
    assertThat(flux.collectList().block()).containsExactly(0, 1, 2);
    assertThat(reports.one("fanout.flux").asynchrony().returnedNanos()).isPresent();

    assertThat(Mono.from(fanout.empty()).block()).isNull();
    assertThat(reports.one("fanout.empty").asynchrony().returnedNanos()).isPresent();
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
  @DisplayName("fails with the frames that it has without us, but for that of the wrapper")
  void traces() throws Exception {
    List<String> bare = frames(fanout.unprofiledTrace(pool).getStackTrace());
    List<String> profiled = frames(fanout.trace(pool).getStackTrace());

    assertThat(profiled.get(0)).isEqualTo("subjects.Fanout.fail");
    assertThat(withoutWrapper(profiled)).isEqualTo(bare);
    assertThat(profiled).hasSize(bare.size() + 1);
  }

  @Test
  @DisplayName("stands in a thread dump as it does without us, but for the frame of the wrapper")
  void dumps() throws Exception {
    List<List<String>> dumps = new ArrayList<>();
    List<String> names = new ArrayList<>();
    Thread[] worker = new Thread[1];
    ExecutorService one =
        Executors.newSingleThreadExecutor(task -> worker[0] = new Thread(task, "worker"));
    Runnable look =
        () -> {
          while (worker[0].getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
          }
          names.add(worker[0].getName());
          dumps.add(frames(worker[0].getStackTrace()));
        };
    try {
      fanout.unprofiledWaiting(one, new CountDownLatch(1), new CountDownLatch(1), look);
      fanout.waiting(one, new CountDownLatch(1), new CountDownLatch(1), look);
    } finally {
      one.shutdownNow();
    }

    assertThat(names).containsExactly("worker", "worker");
    assertThat(dumps.get(1)).anyMatch(frame -> frame.startsWith("subjects.Fanout.lambda$letWait$"));
    assertThat(withoutWrapper(dumps.get(1))).isEqualTo(dumps.get(0));
    assertThat(dumps.get(1)).hasSize(dumps.get(0).size() + 1);
  }

  private static List<String> frames(StackTraceElement[] stack) {
    return Arrays.stream(stack).map(f -> f.getClassName() + '.' + f.getMethodName()).toList();
  }

  private static List<String> withoutWrapper(List<String> frames) {
    return frames.stream().filter(f -> !f.startsWith("io.targetedprofiler.Followed$")).toList();
  }

  @Test
  @DisplayName(
      "is the user's own object to a pool that looks at its tasks, and reads like it in any")
  void seen() throws Exception {
    List<Runnable> seen = new ArrayList<>();
    ThreadPoolExecutor watching =
        new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>()) {
          @Override
          protected void beforeExecute(Thread thread, Runnable task) {
            seen.add(task);
          }
        };
    Runnable task = () -> {};
    List<String> read = new ArrayList<>();
    fanout.seenBy(watching, task);
    fanout.seenBy(any -> read.add(any.toString()), task);
    watching.shutdown();
    assertThat(watching.awaitTermination(1, TimeUnit.MINUTES)).isTrue();

    assertThat(seen).containsExactly(task);
    assertThat(read).containsExactly(task.toString());
  }

  @Test
  @DisplayName("is given back as it is by a pool that will not run it")
  void givenBack() throws Exception {
    ExecutorService busy = Executors.newFixedThreadPool(1);
    CountDownLatch until = new CountDownLatch(1);
    busy.submit(() -> until.await(1, TimeUnit.MINUTES));

    assertThat(fanout.shutdownNow(busy)).containsExactly(1, 2);
    until.countDown();
    assertThat(reports.one("fanout.shutdownNow").tree().async())
        .allMatch(work -> work.handedOver() == 0 && work.unfinished() == 0);
  }

  @Test
  @DisplayName("is the user's own object, or equal to itself, for an executor of the user's")
  void knownByClass() {
    Set<Runnable> tasks = new HashSet<>();
    fanout.pages(tasks::add);

    assertThat(tasks).hasSize(2).hasAtLeastOneElementOfType(Fanout.Page.class);
  }

  @Test
  @DisplayName("and is refused by a stage's executor is not waited for")
  void refusedStage() {
    int refused =
        fanout.refused(
            task -> {
              throw new RejectedExecutionException("full");
            });

    assertThat(refused).isEqualTo(1);
    assertThat(reports.one("fanout.refused").tree().async())
        .allMatch(work -> work.handedOver() == 0 && work.unfinished() == 0);
  }

  @Test
  @DisplayName("ends with the task, not with the pool's thread that was made for it")
  void ownThreads() throws Exception {
    ExecutorService own = fanout.ownThreads();
    try {
      assertThat(own.submit(fanout::job).get()).isEqualTo(1);
    } finally {
      own.shutdown();
    }

    assertThat(reports.tree("fanout.ownThreads").replaceAll("\\$\\d+", "\\$N"))
        .isEqualTo(
            """
            Fanout.ownThreads x1
              Fanout.lambda$ownThreads$N x1
              ~> ExecutorService.submit x1
              ~>   Fanout.lambda$ownThreads$N x1
              ~>     Fanout.price x1
            """);
    assertThat(reports.one("fanout.job").thread()).isEqualTo("own");
  }

  @Test
  @DisplayName("outside a profiled call is not wrapped")
  void outside() throws Exception {
    fanout.submit(pool, 1);
    assertThat(fanout.unprofiled(pool)).isEqualTo(1);
    assertThat(reports.of("fanout.submit")).hasSize(1);
  }
}
