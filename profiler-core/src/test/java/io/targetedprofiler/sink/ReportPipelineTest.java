package io.targetedprofiler.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a report waits for")
class ReportPipelineTest {

  private static final long LONG = TimeUnit.HOURS.toNanos(1);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ReportPipeline pipeline = new ReportPipeline(Meters.NONE, new ProfilerLog());

  @AfterEach
  void close() {
    pipeline.close(PATIENCE);
  }

  @Test
  @DisplayName("is waited for as long as was asked, whatever else is waited for")
  void due() throws InterruptedException {
    CountDownLatch shortly = new CountDownLatch(1);
    AtomicInteger late = new AtomicInteger();
    pipeline.await(late::incrementAndGet, LONG);
    pipeline.await(shortly::countDown, 1);

    assertThat(shortly.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(late).hasValue(0);
  }

  @Test
  @DisplayName("is not waited for once the profiler is flushed, even if some of it fails")
  void flushed() {
    AtomicInteger collected = new AtomicInteger();
    for (int i = 0; i < 10; i++) {
      boolean fails = i % 2 == 0;
      pipeline.await(
          () -> {
            collected.incrementAndGet();
            if (fails) {
              throw new NoClassDefFoundError("of an application that is gone");
            }
          },
          LONG);
    }

    assertThat(pipeline.flush(PATIENCE)).isTrue();
    assertThat(collected).hasValue(10);
  }
}
