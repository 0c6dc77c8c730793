package io.targetedprofiler.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.targetedprofiler.record.CallMeter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Profiled calls that are observations")
class ObservedCallsTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ObservationRegistry registry = ObservationRegistry.create();
  private final List<String> events = new ArrayList<>();
  private final ObservedCalls calls = new ObservedCalls(MicrometerMeters.in(meters), registry);

  private class Events implements ObservationHandler<Observation.Context> {
    @Override
    public void onStart(Observation.Context context) {
      events.add("start " + context.getLowCardinalityKeyValue("profile").getValue());
    }

    @Override
    public void onError(Observation.Context context) {
      events.add("error " + context.getError().getMessage());
    }

    @Override
    public void onScopeOpened(Observation.Context context) {
      events.add("open");
    }

    @Override
    public void onScopeClosed(Observation.Context context) {
      events.add("close");
    }

    @Override
    public void onStop(Observation.Context context) {
      events.add("stop");
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
      return true;
    }
  }

  @Test
  @DisplayName("begin and end with the call, and are current in between")
  void scope() {
    registry.observationConfig().observationHandler(new Events());
    CallMeter meter = calls.of("checkout");

    Object started = meter.started();
    assertThat(registry.getCurrentObservation()).isNotNull();
    meter.ended(started, 5, new IllegalStateException("not today"));

    assertThat(registry.getCurrentObservation()).isNull();
    assertThat(events)
        .containsExactly("start checkout", "open", "error not today", "close", "stop");
    assertThat(meters.get("profiler.calls").tag("outcome", "threw").timer().count()).isEqualTo(1);
  }

  @Test
  @DisplayName("that leave their thread are current on that one only until then")
  void left() {
    registry.observationConfig().observationHandler(new Events());
    CallMeter meter = calls.of("checkout");

    Object started = meter.started();
    meter.left(started);
    assertThat(registry.getCurrentObservation()).isNull();
    CompletableFuture.runAsync(() -> meter.ended(started, 5, null)).join();

    assertThat(events).containsExactly("start checkout", "open", "close", "stop");
  }

  @Test
  @DisplayName("disturb nobody when a handler throws, and the timer counts on")
  void broken() {
    registry
        .observationConfig()
        .observationHandler(
            new Events() {
              @Override
              public void onStart(Observation.Context context) {
                throw new IllegalStateException("broken");
              }

              @Override
              public void onStop(Observation.Context context) {
                throw new IllegalStateException("broken");
              }
            });
    CallMeter meter = calls.of("checkout");

    meter.ended(meter.started(), 5, null);

    assertThat(registry.getCurrentObservation()).isNull();
    assertThat(meters.get("profiler.calls").timer().count()).isEqualTo(1);
  }
}
