package io.targetedprofiler.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The calls in progress are counted")
class ActiveCallsTest {

  private final MeterRegistry first = new SimpleMeterRegistry();
  private final MeterRegistry second = new SimpleMeterRegistry();
  private final CompositeMeterRegistry composite = new CompositeMeterRegistry();

  @Test
  @DisplayName("in a registry of its own")
  void plain() {
    ActiveCalls calls = ActiveCalls.of(first, "checkout");
    Object call = calls.start();
    assertThat(active(first)).isEqualTo(1);
    ActiveCalls.stop(call);
    assertThat(active(first)).isZero();
  }

  @Test
  @DisplayName("in each registry of a composite, whenever that was added")
  void composite() {
    ActiveCalls calls = ActiveCalls.of(composite, "checkout");
    Object before = calls.start();

    composite.add(first);
    Object one = calls.start();
    assertThat(active(first)).isEqualTo(1);

    composite.add(second);
    Object both = calls.start();
    assertThat(active(first)).isEqualTo(2);
    assertThat(active(second)).isEqualTo(1);

    List.of(before, one, both).forEach(ActiveCalls::stop);
    assertThat(active(first)).isZero();
    assertThat(active(second)).isZero();
  }

  @Test
  @DisplayName("in a registry that takes another's place, and there only")
  void replaced() {
    composite.add(first);
    ActiveCalls calls = ActiveCalls.of(composite, "checkout");
    Object before = calls.start();

    composite.remove(first);
    composite.add(second);
    Object after = calls.start();
    assertThat(active(second)).isEqualTo(1);

    List.of(before, after).forEach(ActiveCalls::stop);
    assertThat(active(second)).isZero();
  }

  @Test
  @DisplayName("under the common tags of each registry, in composites within composites too")
  void filtered() {
    first.config().commonTags("region", "eu");
    second.config().meterFilter(MeterFilter.denyNameStartsWith("profiler.calls"));
    composite.config().commonTags("service", "shop");
    composite.add(new CompositeMeterRegistry().add(first)).add(second);
    ActiveCalls calls = ActiveCalls.of(composite, "checkout");

    Object call = calls.start();
    assertThat(active(first)).isEqualTo(1);
    assertThat(timer(first).getId().getTags())
        .extracting(Tag::getValue)
        .containsExactlyInAnyOrder("checkout", "eu", "shop");
    assertThat(second.getMeters()).isEmpty();
    ActiveCalls.stop(call);
    assertThat(active(first)).isZero();
  }

  @Test
  @DisplayName("once, where another meter is named alike")
  void namedAlike() {
    composite.add(first);
    LongTaskTimer other =
        LongTaskTimer.builder("profiler.calls.active")
            .tags("profile", "checkout", "by", "hand")
            .register(first);
    ActiveCalls calls = ActiveCalls.of(composite, "checkout");

    Object call = calls.start();
    assertThat(other.activeTasks()).isZero();
    assertThat(first.find("profiler.calls.active").longTaskTimers())
        .extracting(LongTaskTimer::activeTasks)
        .containsExactlyInAnyOrder(0, 1);
    ActiveCalls.stop(call);
  }

  private static int active(MeterRegistry registry) {
    return timer(registry).activeTasks();
  }

  private static LongTaskTimer timer(MeterRegistry registry) {
    return registry.get("profiler.calls.active").tag("profile", "checkout").longTaskTimer();
  }
}
