package io.targetedprofiler.sink;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.targetedprofiler.record.CallMeter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("The meters in Micrometer")
@Timeout(60)
class MicrometerMetersTest {
  private static final Duration PLENTY = Duration.ofSeconds(30);

  private final LogCapture capture = new LogCapture("profiler");
  private final ProfilerLog log = new ProfilerLog(new ManualClock());
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final MicrometerMeters meters = MicrometerMeters.in(registry, log);

  @AfterEach
  void release() {
    assertThat(log.flush(PLENTY)).isTrue();
    capture.close();
  }

  @Test
  @DisplayName("time each call by profile, outcome and exception")
  void calls() {
    CallMeter meter = meters.of("checkout");
    call(meter, 5, null);
    call(meter, 7, null);
    call(meter, 11, new IOException("test"));

    Timer returned = timer("checkout", "returned", "none");
    assertThat(returned.count()).isEqualTo(2);
    assertThat(returned.totalTime(NANOSECONDS)).isEqualTo(12);
    Timer threw = timer("checkout", "threw", "IOException");
    assertThat(threw.count()).isEqualTo(1);
    assertThat(threw.totalTime(NANOSECONDS)).isEqualTo(11);
  }

  @Test
  @DisplayName("lose no call of eight threads")
  void concurrentCalls() throws InterruptedException {
    CallMeter meter = meters.of("checkout");
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      Exception thrown = t % 2 == 0 ? null : new IOException("test");
      Thread thread =
          new Thread(
              () -> {
                awaitUninterrupted(start);
                for (int i = 0; i < 10_000; i++) {
                  call(meter, 1, thrown);
                }
              });
      thread.start();
      threads.add(thread);
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(timer("checkout", "returned", "none").count()).isEqualTo(40_000);
    assertThat(timer("checkout", "threw", "IOException").count()).isEqualTo(40_000);
    assertThat(active("checkout").activeTasks()).isZero();
  }

  @Test
  @DisplayName("show the calls in progress")
  void activeCalls() {
    CallMeter meter = meters.of("checkout");

    Object first = meter.started();
    Object second = meter.started();
    assertThat(active("checkout").activeTasks()).isEqualTo(2);

    meter.ended(first, 1, null);
    meter.ended(second, 1, new IOException("test"));
    assertThat(active("checkout").activeTasks()).isZero();
  }

  @Test
  @DisplayName("name an anonymous exception class by the last part of its binary name")
  void anonymousException() {
    call(meters.of("checkout"), 1, new IOException("test") {});

    assertThat(registry.get("profiler.calls").tag("exception", "MicrometerMetersTest$1").timer())
        .isNotNull();
  }

  @Test
  @DisplayName("give 100 exception classes a timer of their own, and the others one together")
  void boundedExceptions() throws Exception {
    CallMeter meter = meters.of("checkout");
    List<Exception> exceptions = ManyExceptions.ofDistinctClasses(103);

    exceptions.forEach(exception -> call(meter, 1, exception));
    exceptions.forEach(exception -> call(meter, 1, exception));

    assertThat(registry.find("profiler.calls").tag("outcome", "threw").timers()).hasSize(101);
    assertThat(timer("checkout", "threw", "other").count()).isEqualTo(6);
    assertThat(timer("checkout", "threw", "Made001").count()).isEqualTo(2);
  }

  @Test
  @DisplayName("register nothing on a call whose outcome is known")
  void noRegistrationPerCall() {
    CallMeter meter = meters.of("checkout");
    call(meter, 1, new IOException("test"));
    List<Meter> asked = new ArrayList<>();
    registry.config().meterFilter(MeterFilter.accept(id -> asked.add(null)));

    call(meter, 1, null);
    call(meter, 1, new IOException("test"));

    assertThat(asked).isEmpty();
    assertThat(meters.of("checkout")).isSameAs(meter);
  }

  @Test
  @DisplayName("count dropped and suppressed reports, and show zero before the first")
  void fates() {
    meters.of("checkout");
    assertThat(reports("dropped").count()).isZero();
    assertThat(reports("suppressed").count()).isZero();

    meters.dropped("checkout");
    meters.suppressed("checkout");
    meters.suppressed("checkout");

    assertThat(reports("dropped").count()).isEqualTo(1);
    assertThat(reports("suppressed").count()).isEqualTo(2);
  }

  @Test
  @DisplayName("add up the profiler's own cost in nanoseconds")
  void overhead() {
    meters.accept(Reports.sample().costNanos(300).report());
    meters.accept(Reports.sample().costNanos(500).report());

    FunctionCounter overhead =
        registry.get("profiler.overhead").tag("profile", "checkout").functionCounter();
    assertThat(overhead.count()).isEqualTo(800);
  }

  @Test
  @DisplayName("have exactly the names, kinds and tags of the contract, and each a description")
  void contract() {
    call(meters.of("checkout"), 1, new IOException("test"));
    meters.accept(Reports.of("checkout"));

    assertThat(registry.getMeters().stream().map(MicrometerMetersTest::signature).distinct())
        .containsExactlyInAnyOrder(
            "profiler.calls TIMER [exception, outcome, profile]",
            "profiler.calls.active LONG_TASK_TIMER [profile]",
            "profiler.methods TIMER [method, profile]",
            "profiler.methods.self TIMER [method, profile]",
            "profiler.overhead COUNTER [profile]",
            "profiler.reports.dropped COUNTER [profile]",
            "profiler.reports.suppressed COUNTER [profile]");
    assertThat(registry.getMeters())
        .allSatisfy(meter -> assertThat(meter.getId().getDescription()).isNotBlank());
  }

  @Test
  @DisplayName("go to the global registry, and to registries that are added to it later")
  void global() {
    SimpleMeterRegistry later = new SimpleMeterRegistry();
    String profile = "global " + System.identityHashCode(this);
    MicrometerMeters global = MicrometerMeters.global(log);
    CallMeter meter = global.of(profile);
    global.accept(Reports.of(profile));
    call(meter, 1, null);
    try {
      Metrics.addRegistry(later);
      call(meter, 1, null);
      global.accept(Reports.of(profile));

      assertThat(later.get("profiler.calls").tag("profile", profile).timer().count()).isEqualTo(1);
      assertThat(later.get("profiler.methods").tag("profile", profile).functionTimer().count())
          .as("shown with its past")
          .isEqualTo(2);
    } finally {
      Metrics.removeRegistry(later);
      later.close();
      Metrics.globalRegistry.getMeters().stream()
          .filter(m -> profile.equals(m.getId().getTag("profile")))
          .forEach(Metrics.globalRegistry::remove);
    }
  }

  @Test
  @DisplayName("say it once if the registry refuses a meter, and measure nothing then")
  void refusingRegistry() {
    registry
        .config()
        .meterFilter(
            MeterFilter.deny(
                id -> {
                  throw new IllegalStateException("bad filter");
                }));

    assertThatCode(
            () -> {
              CallMeter meter = meters.of("checkout");
              call(meter, 1, null);
              call(meter, 1, new IOException("test"));
              meters.accept(Reports.of("checkout"));
              meters.dropped("checkout");
              meters.suppressed("checkout");
            })
        .doesNotThrowAnyException();

    assertThat(log.flush(PLENTY)).isTrue();
    assertThat(capture.messages())
        .containsExactly("the meter registry failed; some calls are not counted");
    assertThat(capture.events().get(0).getThrowableProxy().getMessage()).isEqualTo("bad filter");
  }

  @Test
  @DisplayName("keep away from the caller what a meter throws")
  void throwingMeters() {
    CompositeMeterRegistry composite = new CompositeMeterRegistry();
    composite.add(new BrokenRegistry());
    MicrometerMeters broken = MicrometerMeters.in(composite, log);

    assertThatCode(
            () -> {
              call(broken.of("checkout"), 1, null);
              broken.of("checkout").ended(new BrokenRegistry.Sample(), 1, null);
              call(broken.of("checkout"), 1, new IOException("test"));
              broken.dropped("checkout");
              broken.accept(Reports.of("checkout"));
            })
        .doesNotThrowAnyException();
  }

  @Test
  @DisplayName("count profiles beyond 1,000 together, for their names are made up at run time")
  void boundedProfiles() {
    for (int i = 0; i < MicrometerMeters.MAX_PROFILES + 2; i++) {
      meters.dropped("made up " + i);
    }

    assertThat(registry.find("profiler.reports.dropped").counters())
        .hasSize(MicrometerMeters.MAX_PROFILES + 1);
    assertThat(registry.get("profiler.reports.dropped").tag("profile", "other").counter().count())
        .isEqualTo(2);
  }

  private static void call(CallMeter meter, long nanos, Throwable thrown) {
    meter.ended(meter.started(), nanos, thrown);
  }

  private Timer timer(String profile, String outcome, String exception) {
    return registry
        .get("profiler.calls")
        .tags("profile", profile, "outcome", outcome, "exception", exception)
        .timer();
  }

  private LongTaskTimer active(String profile) {
    return registry.get("profiler.calls.active").tag("profile", profile).longTaskTimer();
  }

  private Counter reports(String fate) {
    return registry.get("profiler.reports." + fate).tag("profile", "checkout").counter();
  }

  private static String signature(Meter meter) {
    Meter.Id id = meter.getId();
    return id.getName()
        + ' '
        + id.getType()
        + ' '
        + id.getTags().stream().map(Tag::getKey).toList();
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
