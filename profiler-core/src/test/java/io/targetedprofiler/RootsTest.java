package io.targetedprofiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.targetedprofiler.model.Argument;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.Outcome;
import io.targetedprofiler.model.Tag;
import io.targetedprofiler.record.ThreadRecorder;
import io.targetedprofiler.sink.Meters;
import io.targetedprofiler.sink.MicrometerMeters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A woven method that is marked")
class RootsTest {

  private final DeliveredReports reports = DeliveredReports.listen();
  private final List<Object> described = new ArrayList<>();

  @AfterEach
  void stop() {
    reports.close();
  }

  @Test
  @DisplayName("is described once, and reported under its name at each call")
  void described() {
    Object site = new Object();
    for (int i = 0; i < 3; i++) {
      call(site, describer("plain"), () -> {});
      assertThat(reports.next("Marked.plain").outcome()).isEqualTo(Outcome.RETURNED);
    }

    assertThat(described).containsExactly(site);
  }

  @Test
  @DisplayName("is recorded with what its annotation says: depth, threshold, arguments")
  void settings() {
    Object site = new Object();
    IllegalStateException thrown = new IllegalStateException("no such file");
    Roots.enter(site, describer("withSettings"));
    assertThat(Roots.wantsArguments(site)).isTrue();
    Roots.arguments(site, new Object[] {"orders.csv", "s3cret"});
    assertThat(Roots.wantsArguments(site)).isFalse();
    probe("inner");
    Roots.exit(site, thrown);

    CallReport report = reports.next("import");
    assertThat(report.thresholdNanos()).hasValue(50_000_000);
    assertThat(report.exception()).isEqualTo("IllegalStateException");
    assertThat(report.tree().nodes()).isEqualTo(1);
    assertThat(report.arguments()).hasSize(2).extracting(Argument::value).contains("orders.csv");
    assertThat(report.arguments()).extracting(Argument::value).doesNotContain("s3cret");
  }

  @Test
  @DisplayName("with tags has them in its report and on its timer, as it has nested in another")
  void tags() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Profiler.useMeters(MicrometerMeters.in(registry));
    Object site = new Object();
    try {
      taggedCall(site, "gold", () -> taggedCall(site, "free", () -> {}));
      CallReport report = reports.next("Marked.tagged");

      assertThat(report.tags()).containsExactly(new Tag("plan", "gold"), new Tag("seats", "5"));
      for (String plan : List.of("gold", "free")) {
        assertThat(
                registry
                    .get("profiler.calls")
                    .tags("profile", "Marked.tagged", "plan", plan, "seats", "5")
                    .timer()
                    .count())
            .isEqualTo(1);
      }
    } finally {
      Profiler.useMeters(Meters.NONE);
    }
  }

  private void taggedCall(Object site, String plan, Runnable body) {
    Roots.enter(site, describer("tagged"));
    assertThat(Roots.wantsArguments(site)).isTrue();
    Roots.arguments(site, new Object[] {new Marked.Customer(plan), 5});
    body.run();
    Roots.exit(site, null);
  }

  @Test
  @DisplayName("wants no arguments unless its annotation asks for them, nor outside its call")
  void noArguments() {
    Object site = new Object();
    assertThat(Roots.wantsArguments(site)).isFalse();
    Roots.arguments(site, new Object[] {1});
    call(
        site,
        describer("named"),
        () -> {
          assertThat(Roots.wantsArguments(site)).isFalse();
          Roots.arguments(site, new Object[] {1, 2, 3});
        });

    assertThat(reports.next("checkout").arguments()).isEmpty();
  }

  @Test
  @DisplayName("that cannot be described runs unprofiled, and the call around it is reported")
  void undescribable() {
    Object outer = new Object();
    Object broken = new Object();
    Function<Object, MarkedMethod> failing =
        site -> {
          throw new TypeNotPresentException("com.acme.Gone", null);
        };
    for (int i = 0; i < 3; i++) {
      call(outer, describer("plain"), () -> call(broken, failing, () -> probe("inner")));

      CallReport report = reports.next("Marked.plain");
      assertThat(report.tree().root().children())
          .singleElement()
          .satisfies(inner -> assertThat(inner.frame().method()).isEqualTo("inner"));
    }
    call(broken, failing, () -> {});

    assertThat(reports.isEmpty()).isTrue();
  }

  private static void call(Object site, Function<Object, MarkedMethod> describe, Runnable body) {
    Roots.enter(site, describe);
    body.run();
    Roots.exit(site, null);
  }

  private static void probe(String site) {
    ThreadRecorder recorder = ThreadRecorder.current();
    if (recorder != null) {
      recorder.enter(site);
      recorder.exit(site);
    }
  }

  private Function<Object, MarkedMethod> describer(String method) {
    return site -> {
      described.add(site);
      return Marked.describe(method);
    };
  }
}
