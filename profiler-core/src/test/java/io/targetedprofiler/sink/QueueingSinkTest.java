package io.targetedprofiler.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.CallTree;
import io.targetedprofiler.model.SampleReport;
import io.targetedprofiler.record.CallMeter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A sink behind a queue")
@Timeout(60)
class QueueingSinkTest {
  private static final Duration PLENTY = Duration.ofSeconds(30);
  private static final Courier.Bounds NARROW = new Courier.Bounds(2, 1_000, PLENTY);

  private final LogCapture capture = new LogCapture("profiler");
  private final ProfilerLog log = new ProfilerLog(new ManualClock());
  private final CountingMeters meters = new CountingMeters();
  private final CountDownLatch blocked = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  @AfterEach
  void release() {
    released.countDown();
    assertThat(log.flush(PLENTY)).isTrue();
    capture.close();
  }

  @Test
  @DisplayName("gets its reports in order, on a thread of its own that bears its name")
  void delivers() {
    List<Long> ids = new ArrayList<>();
    List<String> threads = new ArrayList<>();
    QueueingSink queue =
        new QueueingSink(
            "files",
            report -> {
              ids.add(report.id());
              threads.add(Thread.currentThread().getName());
            },
            meters,
            log);

    LongStream.range(1, 100).mapToObj(Reports::numbered).forEach(queue::accept);

    assertThat(queue.flush(PLENTY)).isTrue();
    assertThat(ids).containsExactlyElementsOf(LongStream.range(1, 100).boxed().toList());
    assertThat(threads).containsOnly("profiler-files");
  }

  @Test
  @DisplayName("is flushed, on its own thread, after the reports")
  void flushes() {
    List<String> events = new ArrayList<>();
    ReportSink sink =
        new ReportSink() {
          @Override
          public void accept(CallReport report) {
            events.add("report on " + Thread.currentThread().getName());
          }

          @Override
          public void flush() {
            events.add("flush on " + Thread.currentThread().getName());
          }
        };
    QueueingSink queue = new QueueingSink("x", sink, meters, log);

    queue.accept(Reports.numbered(1));

    assertThat(queue.flush(PLENTY)).isTrue();
    assertThat(events).containsExactly("report on profiler-x", "flush on profiler-x");
  }

  @Test
  @DisplayName("that throws is named in the log once a minute, and gets the next report")
  void throwing() {
    AtomicInteger delivered = new AtomicInteger();
    ReportSink sink =
        report -> {
          delivered.incrementAndGet();
          throw new IllegalStateException("disk full");
        };
    QueueingSink queue = new QueueingSink("x", sink, meters, log);

    LongStream.range(0, 5).mapToObj(Reports::numbered).forEach(queue::accept);

    assertThat(queue.flush(PLENTY)).isTrue();
    assertThat(log.flush(PLENTY)).isTrue();
    assertThat(delivered).hasValue(5);
    assertThat(capture.messages())
        .containsExactly(
            sink.getClass().getName() + " failed; it will get the next report all the same");
    assertThat(capture.events().get(0).getThrowableProxy().getMessage()).isEqualTo("disk full");
  }

  @Test
  @DisplayName("that blocks costs reports, which are counted by profile and said, and no call")
  void blocking() throws InterruptedException {
    ReportSink sink = report -> block();
    QueueingSink queue = new QueueingSink("x", sink, meters, log, NARROW);
    queue.accept(Reports.of("checkout"));
    blocked.await();

    for (int i = 0; i < 10; i++) {
      queue.accept(Reports.of("checkout"));
    }

    assertThat(meters.dropped).hasSize(8).containsOnly("checkout");
    assertThat(queue.flush(Duration.ofMillis(1))).isFalse();
    assertThat(log.flush(PLENTY)).isTrue();
    assertThat(capture.messages())
        .containsExactly(
            sink.getClass().getName()
                + " is slower than the calls: report #128 of checkout was dropped, 1 in all");
    released.countDown();
    assertThat(queue.flush(PLENTY)).isTrue();
  }

  @Test
  @DisplayName("misses reports that are too large together, by the number of their nodes")
  void weighs() throws InterruptedException {
    QueueingSink queue =
        new QueueingSink("x", report -> block(), meters, log, new Courier.Bounds(100, 5, PLENTY));
    CallReport threeNodes =
        SampleReport.of(
                """
                main 1 100
                  a 1 10
                  b 1 10
                """)
            .profile("large")
            .report();
    queue.accept(threeNodes);
    blocked.await();

    queue.accept(threeNodes);
    queue.accept(Reports.of("small"));

    assertThat(meters.dropped).containsExactly("large");
  }

  private void block() {
    blocked.countDown();
    try {
      released.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static final class CountingMeters implements Meters {
    private final List<String> dropped = new ArrayList<>();

    @Override
    public CallMeter of(String profile) {
      return CallMeter.NONE;
    }

    @Override
    public void accept(String profile, CallTree tree) {}

    @Override
    public void dropped(String profile) {
      dropped.add(profile);
    }

    @Override
    public void suppressed(String profile) {}
  }
}
