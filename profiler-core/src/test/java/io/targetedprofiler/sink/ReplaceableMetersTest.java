package io.targetedprofiler.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.targetedprofiler.model.SampleReport;
import io.targetedprofiler.record.CallMeter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Meters that are lent")
class ReplaceableMetersTest {

  private final MeterRegistry everybodys = new SimpleMeterRegistry();
  private final MeterRegistry own = new SimpleMeterRegistry();
  private final ReplaceableMeters meters = new ReplaceableMeters(MicrometerMeters.in(everybodys));
  private final CallMeter calls = meters.of("checkout");

  @Test
  @DisplayName("may count in those of everybody too, whose series go on")
  void goOn() {
    call();
    Meters observed = meters.lend(base -> new ObservedCalls(base, ObservationRegistry.create()));
    call();
    meters.withdraw(observed);
    call();

    assertThat(calls(everybodys)).isEqualTo(3);
    assertThat(callsOfMethods(everybodys)).isEqualTo(3);
  }

  @Test
  @DisplayName("are made from those of everybody, however many are lent already")
  void fromTheFirst() {
    MicrometerMeters inner = MicrometerMeters.in(own);
    meters.lend(base -> inner);
    meters.lend(base -> new ObservedCalls(base, ObservationRegistry.create()));
    call();
    meters.withdraw(inner);
    call();

    assertThat(calls(everybodys)).isEqualTo(2);
    assertThat(calls(own)).isZero();
  }

  @Test
  @DisplayName("take their functions back when all is closed, and so do those that they stood for")
  void close() {
    call();
    meters.lend(base -> new ObservedCalls(MicrometerMeters.in(own), ObservationRegistry.create()));
    call();
    assertThat(everybodys.find("profiler.methods").meters()).isNotEmpty();
    assertThat(own.find("profiler.methods").meters()).isNotEmpty();

    meters.close();

    for (MeterRegistry registry : new MeterRegistry[] {everybodys, own}) {
      assertThat(registry.find("profiler.methods").meters()).isEmpty();
      assertThat(registry.find("profiler.overhead").meters()).isEmpty();
    }
  }

  private void call() {
    calls.ended(calls.started(), 100, null);
    meters.accept(SampleReport.of("main 1 100").profile("checkout").report());
  }

  private static long calls(MeterRegistry registry) {
    return registry.get("profiler.calls").timer().count();
  }

  private static double callsOfMethods(MeterRegistry registry) {
    return registry.get("profiler.methods").functionTimer().count();
  }
}
