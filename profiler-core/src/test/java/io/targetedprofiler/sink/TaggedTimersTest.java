package io.targetedprofiler.sink;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.targetedprofiler.model.Tag;
import io.targetedprofiler.record.CallMeter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The timer of calls with tags")
class TaggedTimersTest {

  private final LogCapture words = new LogCapture("profiler");
  private final ProfilerLog log = new ProfilerLog();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final ReplaceableMeters meters =
      new ReplaceableMeters(MicrometerMeters.in(registry, log));
  private final CallMeter calls = meters.of("checkout");

  @AfterEach
  void release() {
    words.close();
  }

  @Test
  @DisplayName("is one for each combination of values, outcome and exception")
  void combinations() {
    call(5, null, new Tag("plan", "gold"), new Tag("region", "EU"));
    call(7, null, new Tag("plan", "gold"), new Tag("region", "EU"));
    call(11, null, new Tag("plan", "gold"), new Tag("region", "US"));
    call(13, new IOException(), new Tag("plan", "gold"), new Tag("region", "US"));

    assertThat(timer("plan", "gold", "region", "EU", "outcome", "returned").count()).isEqualTo(2);
    assertThat(timer("plan", "gold", "region", "US", "outcome", "returned").totalTime(NANOSECONDS))
        .isEqualTo(11);
    assertThat(timer("region", "US", "outcome", "threw", "exception", "IOException").count())
        .isEqualTo(1);
  }

  @Test
  @DisplayName(
      "has at most a hundred values a tag; further ones count as other, and that is said once")
  void cardinality() {
    for (int round = 0; round < 2; round++) {
      for (int customer = 0; customer < 250; customer++) {
        call(1, null, new Tag("plan", "gold"), new Tag("customer", "number " + customer));
      }
    }

    assertThat(registry.find("profiler.calls").tagKeys("customer").timers())
        .hasSize(TaggedTimers.MAX_VALUES + 1)
        .extracting(timer -> timer.getId().getTag("plan"))
        .containsOnly("gold");
    assertThat(timer("customer", "number 99").count()).isEqualTo(2);
    assertThat(timer("customer", "other").count()).isEqualTo(300);
    assertThat(said())
        .containsExactly(
            "tag customer of checkout has more than 100 values; further ones are counted as other");
  }

  @Test
  @DisplayName("has at most a thousand combinations of values; further ones count as other")
  void tooManyCombinations() {
    for (int a = 0; a < 50; a++) {
      for (int b = 0; b < 50; b++) {
        call(1, null, new Tag("a", "a" + a), new Tag("b", "b" + b));
      }
    }

    assertThat(registry.find("profiler.calls").tagKeys("a").timers())
        .hasSize(TaggedTimers.MAX_COMBINATIONS + 1);
    assertThat(timer("a", "other", "b", "other").count()).isEqualTo(1_500);
    assertThat(said())
        .containsExactly(
            "the tags of checkout have more than 1000 combinations; further ones are counted as other");
  }

  private void call(long nanos, Throwable thrown, Tag... tags) {
    calls.ended(calls.started(), nanos, thrown, List.of(tags));
  }

  private Timer timer(String... tags) {
    return registry.get("profiler.calls").tag("profile", "checkout").tags(tags).timer();
  }

  private List<String> said() {
    assertThat(log.flush(Duration.ofSeconds(30))).isTrue();
    return words.messages();
  }
}
