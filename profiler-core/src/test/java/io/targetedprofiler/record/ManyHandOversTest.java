package io.targetedprofiler.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.targetedprofiler.model.AsyncWork;
import io.targetedprofiler.model.CallReport;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("After very many hand-overs")
class ManyHandOversTest {

  private final AtomicReference<RecordedCall> recorded = new AtomicReference<>();
  private final Object submit = new NamedSite("submit");
  private final Object price = new NamedSite("price");
  private final RootSite root =
      new RootSite(
          "checkout",
          new NamedSite("checkout"),
          RootSite.Settings.DEFAULT,
          CallMeter.NONE,
          call -> call.deliver(recorded::set),
          CalibratedClock.of(NanoClock.SYSTEM, ProbeCost.FREE));

  @Test
  @DisplayName(
      "a million of them, run, refused, cancelled, throwing and on dying threads, no recorder is left,"
          + " and what never ran holds no report")
  void million() throws Exception {
    long before = recorders(); // other tests leave some on dead threads
    List<HandOver> neverRun = new ArrayList<>();
    List<WeakReference<CallReport>> reports = new ArrayList<>();
    ExecutorService pool = Executors.newFixedThreadPool(2);
    for (int call = 0; call < 100; call++) {
      CountDownLatch ended = new CountDownLatch(5_000);
      root.enter();
      for (int task = 0; task < 10_000; task++) {
        HandOver handOver = HandOver.at(submit);
        switch (task % 4) {
          case 0 -> pool.execute(() -> run(handOver, ended, null));
          case 1 -> pool.execute(() -> run(handOver, ended, new IllegalStateException()));
          case 2 -> handOver.withdraw();
          default -> neverRun.add(handOver);
        }
        if (neverRun.size() > 20_000) {
          neverRun.subList(0, 10_000).clear();
        }
      }
      ended.await();
      HandOver last = HandOver.at(submit);
      Thread dying =
          new Thread(() -> run(last, new CountDownLatch(1), new IllegalStateException()));
      dying.start();
      dying.join();
      root.exit(null);
      CallReport report = recorded.getAndSet(null).toReport(call, Map.of());
      AsyncWork work = report.tree().async().get(0);
      assertThat(work.handedOver()).isEqualTo(7_501);
      assertThat(work.tree().root().calls()).isEqualTo(5_001);
      assertThat(work.tree().root().errors()).isEqualTo(2_501);
      assertThat(work.tree().root().children().get(0).calls()).isEqualTo(5_001);
      assertThat(work.unfinished()).isEqualTo(2_500);
      reports.add(new WeakReference<>(report));
    }
    pool.shutdown();

    assertThat(recorders()).isLessThanOrEqualTo(before);
    assertThat(neverRun).isNotEmpty();
    for (WeakReference<CallReport> report : reports) {
      awaitCollection(report);
    }
    assertThat(neverRun.get(0).begin()).as("a late one is recorded for a supplement").isTrue();
    neverRun.get(0).end(null);
    assertThat(recorders()).isLessThanOrEqualTo(before);
  }

  @Test
  @DisplayName("on 10,000 virtual threads every one is in the report")
  void virtualThreads() throws Exception {
    assumeTrue(Runtime.version().feature() >= 21, "virtual threads need JDK 21");
    long before = recorders();
    Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
    CountDownLatch ended = new CountDownLatch(10_000);
    root.enter();
    for (int task = 0; task < 10_000; task++) {
      HandOver handOver = HandOver.at(submit);
      start.invoke(null, (Runnable) () -> run(handOver, ended, null));
    }
    ended.await();
    root.exit(null);

    AsyncWork work = recorded.get().toReport(1, Map.of()).tree().async().get(0);
    assertThat(work.tree().root().calls()).isEqualTo(10_000);
    assertThat(work.tree().root().children().get(0).calls()).isEqualTo(10_000);
    assertThat(work.threads()).containsExactly("virtual");
    assertThat(work.unfinished()).isZero();
    assertThat(recorders()).isLessThanOrEqualTo(before);
  }

  private void run(HandOver handOver, CountDownLatch ended, RuntimeException failure) {
    boolean recording = handOver.begin();
    ThreadRecorder recorder = ThreadRecorder.current();
    if (recorder != null) {
      recorder.enter(price);
      Thread.yield();
      recorder.exit(price);
    }
    if (recording) {
      handOver.end(failure);
    }
    ended.countDown();
  }

  private static long recorders() throws ReflectiveOperationException {
    Field heads = RecorderSlots.class.getDeclaredField("HEADS");
    heads.setAccessible(true);
    return Arrays.stream((Object[]) heads.get(null)).filter(Objects::nonNull).count();
  }

  private static void awaitCollection(WeakReference<?> reference) {
    for (int i = 0; i < 50 && reference.get() != null; i++) {
      System.gc();
    }
    assertThat(reference.get()).isNull();
  }
}
