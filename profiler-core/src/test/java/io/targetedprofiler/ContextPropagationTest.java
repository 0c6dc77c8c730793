package io.targetedprofiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.propagation.ProfiledCallAccessor;
import io.targetedprofiler.record.NamedSite;
import io.targetedprofiler.record.ThreadRecorder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@DisplayName("A profiled call whose context Micrometer's context-propagation carries on")
class ContextPropagationTest {

  private static final Map<String, Object> SITES = new ConcurrentHashMap<>();

  private static final Runnable PRICE = () -> price();

  private final DeliveredReports reports = DeliveredReports.listen();
  private final ExecutorService pool = Executors.newFixedThreadPool(3);
  private final ContextSnapshotFactory snapshots = ContextSnapshotFactory.builder().build();

  @BeforeEach
  void automatic() {
    Hooks.enableAutomaticContextPropagation();
  }

  @AfterEach
  void close() {
    Hooks.disableAutomaticContextPropagation();
    pool.shutdownNow();
    reports.close();
  }

  @Test
  @DisplayName("is found by the library itself")
  void service() {
    assertThat(ContextRegistry.getInstance().getThreadLocalAccessors())
        .hasAtLeastOneElementOfType(ProfiledCallAccessor.class);
  }

  @Test
  @DisplayName("goes on wherever a snapshot of it is taken up, any number of times")
  void snapshot() throws Exception {
    Profiler.profile(
        "snapshot",
        () -> {
          ContextSnapshot snapshot = snapshots.captureAll();
          List<Future<?>> all = new ArrayList<>();
          for (int i = 0; i < 100; i++) {
            all.add(pool.submit(snapshot.wrap(PRICE)));
          }
          for (Future<?> one : all) {
            one.get();
          }
          return null;
        });

    assertThat(tree(reports.next("snapshot")))
        .isEqualTo("snapshot x1\n  ~> propagated context x100\n  ~>   price x100\n");
  }

  @Test
  @DisplayName("counts once where snapshots are taken up within each other, or on its own thread")
  void nested() throws Exception {
    Profiler.profile(
        "nested",
        () -> {
          ContextSnapshot snapshot = snapshots.captureAll();
          try (ContextSnapshot.Scope same = snapshot.setThreadLocals()) {
            price();
          }
          Runnable twice = snapshot.wrap(snapshot.wrap(PRICE));
          pool.submit(snapshot.wrap(() -> around(twice))).get();
          return null;
        });

    assertThat(tree(reports.next("nested")))
        .isEqualTo("nested x1\n  price x1\n  ~> propagated context x1\n  ~>   price x3\n");
    assertThat(ThreadRecorder.current()).isNull();
  }

  private static void around(Runnable task) {
    price();
    task.run();
    price();
  }

  @Test
  @DisplayName("gives the thread of another call back to that")
  void other() throws Exception {
    ContextSnapshot[] of = new ContextSnapshot[1];
    CountDownLatch done = new CountDownLatch(1);
    CountDownLatch captured = new CountDownLatch(1);
    Thread first =
        new Thread(
            () ->
                Profiler.profile(
                    "first",
                    () -> {
                      of[0] = snapshots.captureAll();
                      captured.countDown();
                      await(done);
                    }));
    first.start();
    await(captured);
    Profiler.profile(
        "second",
        () -> {
          price();
          of[0].wrap(PRICE).run();
          price();
        });
    done.countDown();

    assertThat(tree(reports.next("first")))
        .isEqualTo("first x1\n  ~> propagated context x1\n  ~>   price x1\n");
    first.join();
  }

  @Test
  @DisplayName("of which nothing is left: a context is none outside profiled calls")
  void outside() throws Exception {
    assertThat(snapshots.captureAll().toString()).doesNotContain("io.targetedprofiler");
    assertThat(pool.submit(snapshots.captureAll().wrap(PRICE)).get()).isNull();
    assertThat(reports.isEmpty()).isTrue();
  }

  @Test
  @DisplayName("may have ended: what begins then is a supplement, what is repeated later is not")
  void late() throws Exception {
    ContextSnapshot[] taken = new ContextSnapshot[1];
    Profiler.profile("late", () -> taken[0] = snapshots.captureAll());
    assertThat(reports.next("late").tree().async()).isEmpty();

    pool.submit(taken[0].wrap(PRICE)).get();
    pool.submit(taken[0].wrap(PRICE)).get();

    CallReport supplement = reports.next("late");
    assertThat(supplement.asynchrony().supplement()).isEqualTo(1);
    assertThat(tree(supplement))
        .isEqualTo("late x0\n  ~> propagated context x1\n  ~>   price x1\n");
    assertThat(reports.isEmpty()).isTrue();
  }

  @Test
  @DisplayName("goes on in an executor that carries context")
  void executor() throws Exception {
    ExecutorService carrying = ContextExecutorService.wrap(pool, snapshots::captureAll);
    Profiler.profile("executor", () -> carrying.submit(() -> price()).get());

    assertThat(reports.next("executor").tree().async())
        .singleElement()
        .satisfies(work -> assertThat(work.threads()).singleElement().asString().startsWith("pool"))
        .satisfies(work -> assertThat(work.queuedNanos()).isPositive());
  }

  @Test
  @DisplayName("goes on in Spring's executor with the decorator for it")
  void spring() throws Exception {
    ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
    executor.setTaskDecorator(new ContextPropagatingTaskDecorator());
    executor.setCorePoolSize(2);
    executor.initialize();
    try {
      Profiler.profile("spring", () -> executor.submit(() -> price()).get());
    } finally {
      executor.shutdown();
    }

    assertThat(tree(reports.next("spring")))
        .isEqualTo("spring x1\n  ~> propagated context x1\n  ~>   price x1\n");
  }

  @Test
  @DisplayName("goes on in Reactor's schedulers, from one to the next")
  void reactor() throws Exception {
    Profiler.profile(
        "reactor",
        () -> {
          Flux.range(0, 20)
              .flatMap(i -> Mono.fromCallable(() -> price()).subscribeOn(Schedulers.parallel()))
              .publishOn(Schedulers.boundedElastic())
              .doOnNext(i -> stock())
              .blockLast();
          return null;
        });

    CallReport report = reports.next("reactor");
    assertThat(calls(report, "price")).isEqualTo(20);
    assertThat(calls(report, "stock")).isEqualTo(20);
    assertThat(calls(report, "reactor")).isEqualTo(1);
    assertThat(report.tree().async()).isNotEmpty();
  }

  @Test
  @DisplayName("of many at once never mixes with another on the same schedulers")
  void concurrent() throws Exception {
    List<Future<Integer>> callers = new ArrayList<>();
    for (int caller = 0; caller < 3; caller++) {
      int count = 10 + caller;
      callers.add(
          pool.submit(
              () ->
                  Profiler.profile(
                      "mixing " + count,
                      () ->
                          Flux.range(0, count)
                              .flatMap(
                                  i ->
                                      Mono.fromCallable(() -> named("price " + count))
                                          .subscribeOn(Schedulers.boundedElastic()))
                              .publishOn(Schedulers.parallel())
                              .reduce(0, Integer::sum)
                              .block())));
    }
    List<Integer> expected = List.of(10, 11, 12);
    for (int i = 0; i < 3; i++) {
      assertThat(callers.get(i).get()).isEqualTo(expected.get(i));
    }
    assertThat(Profiler.flush(DeliveredReports.LONG_ENOUGH)).isTrue();
    for (CallReport report : List.of(reports.any(), reports.any(), reports.any())) {
      String count = report.profile().substring("mixing ".length());
      assertThat(calls(report, "price " + count)).isEqualTo(Long.parseLong(count));
      assertThat(all(report.tree().root()).map(node -> node.frame().method()))
          .containsOnlyOnce(report.profile())
          .allMatch(name -> !name.startsWith("price ") || name.equals("price " + count));
    }
  }

  private static Integer price() {
    return named("price");
  }

  private static Integer stock() {
    return named("stock");
  }

  /** As a woven method would. */
  private static Integer named(String method) {
    ThreadRecorder recorder = ThreadRecorder.current();
    if (recorder != null) {
      Object site = SITES.computeIfAbsent(method, NamedSite::new);
      recorder.enter(site);
      recorder.exit(site);
    }
    return 1;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static long calls(CallReport report, String method) {
    return all(report.tree().root())
        .filter(node -> node.frame().method().equals(method))
        .mapToLong(CallNode::calls)
        .sum();
  }

  private static Stream<CallNode> all(CallNode node) {
    return Stream.concat(
        Stream.of(node),
        Stream.concat(
            node.children().stream().flatMap(ContextPropagationTest::all),
            node.async().stream().flatMap(work -> all(work.tree().root()))));
  }

  private static String tree(CallReport report) {
    StringBuilder drawing = new StringBuilder();
    draw(report.tree().root(), "", drawing);
    return drawing.toString();
  }

  private static void draw(CallNode node, String indent, StringBuilder drawing) {
    drawing.append(indent).append(node.frame().label()).append(" x").append(node.calls());
    drawing.append('\n');
    node.children().forEach(child -> draw(child, indent + "  ", drawing));
    node.async().forEach(work -> draw(work.tree().root(), indent + "  ~> ", drawing));
  }
}
