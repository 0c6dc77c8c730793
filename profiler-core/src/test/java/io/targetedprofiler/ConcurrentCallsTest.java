package io.targetedprofiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.CallTree;
import io.targetedprofiler.record.CalibratedClock;
import io.targetedprofiler.record.CallMeter;
import io.targetedprofiler.record.NamedSite;
import io.targetedprofiler.record.RootSite;
import io.targetedprofiler.record.ThreadRecorder;
import io.targetedprofiler.sink.Meters;
import io.targetedprofiler.sink.ProfilerLog;
import io.targetedprofiler.sink.ReportPipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Of 100,000 calls in each of 8 threads")
class ConcurrentCallsTest {

  private static final int THREADS = 8;
  private static final int CALLS = 100_000;
  private static final Object INNER = new NamedSite("inner");

  private final CountingMeters meters = new CountingMeters();
  private final LongAdder delivered = new LongAdder();
  private final LongAdder wrong = new LongAdder();

  @Test
  @DisplayName("each is metered, and each report is delivered or counted as dropped")
  void counted() throws InterruptedException {
    ReportPipeline pipeline = new ReportPipeline(meters, new ProfilerLog());
    pipeline.add(this::check);
    RootSite root =
        new RootSite(
            "checkout",
            new NamedSite("checkout"),
            RootSite.Settings.DEFAULT,
            meters.of("checkout"),
            pipeline,
            CalibratedClock.system());

    inParallel(() -> call(root));
    assertThat(pipeline.flush(DeliveredReports.LONG_ENOUGH)).isTrue();

    assertThat(meters.started.sum()).isEqualTo(THREADS * CALLS);
    assertThat(meters.returned.sum()).isEqualTo(THREADS * CALLS);
    assertThat(delivered.sum()).isPositive();
    assertThat(delivered.sum() + meters.dropped.sum()).isEqualTo(THREADS * CALLS);
    assertThat(wrong.sum()).isZero();
  }

  private static void call(RootSite root) {
    root.enter();
    ThreadRecorder recorder = ThreadRecorder.current();
    for (int i = 0; recorder != null && i < 3; i++) {
      recorder.enter(INNER);
      recorder.exit(INNER);
    }
    root.exit(null);
  }

  private void check(CallReport report) {
    delivered.increment();
    if (report.tree().nodes() != 2
        || report.tree().root().calls() != 1
        || report.tree().root().children().get(0).calls() != 3
        || report.tree().root().selfNanos() < 0) {
      wrong.increment();
    }
  }

  private static void inParallel(Runnable call) throws InterruptedException {
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Thread thread =
          new Thread(
              () -> {
                await(start);
                for (int n = 0; n < CALLS; n++) {
                  call.run();
                }
              });
      thread.start();
      threads.add(thread);
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static final class CountingMeters implements Meters, CallMeter {
    final LongAdder started = new LongAdder();
    final LongAdder returned = new LongAdder();
    final LongAdder dropped = new LongAdder();

    @Override
    public CallMeter of(String profile) {
      return this;
    }

    @Override
    public Object started() {
      started.increment();
      return this;
    }

    @Override
    public void ended(Object call, long nanos, Throwable thrown) {
      if (call == this && thrown == null) {
        returned.increment();
      }
    }

    @Override
    public void accept(String profile, CallTree tree) {}

    @Override
    public void dropped(String profile) {
      dropped.increment();
    }

    @Override
    public void suppressed(String profile) {}
  }
}
