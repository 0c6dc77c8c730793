package io.targetedprofiler.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.CallTree;
import io.targetedprofiler.model.Tag;
import io.targetedprofiler.record.CallMeter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.slf4j.event.KeyValuePair;

@DisplayName("The log sink")
class Slf4jSinkTest {
  private static final int RATE = 3;

  private final LogCapture capture = new LogCapture("profiler").level(Level.INFO);
  private final ManualClock clock = new ManualClock();
  private final List<String> suppressed = new ArrayList<>();
  private final List<Long> rendered = new ArrayList<>();
  private final Slf4jSink sink =
      new Slf4jSink(
          report -> {
            rendered.add(report.id());
            return "text of #" + report.id();
          },
          RATE,
          new SuppressionMeters(),
          clock);

  @AfterEach
  void release() {
    MDC.clear();
    capture.close();
  }

  @Test
  @DisplayName("writes the text to the target's own logger, at INFO if the call returned")
  void returned() {
    sink.accept(Reports.sample().profile("checkout").id(7).report());

    ILoggingEvent event = capture.events().get(0);
    assertThat(event.getLoggerName()).isEqualTo("profiler.checkout");
    assertThat(event.getLevel()).isEqualTo(Level.INFO);
    assertThat(event.getFormattedMessage()).isEqualTo("text of #7");
  }

  @Test
  @DisplayName("attaches profile, duration, outcome and report id as key-value pairs")
  void keyValues() {
    sink.accept(Reports.sample().profile("checkout").id(7).threw("IOException").report());

    assertThat(capture.events().get(0).getKeyValuePairs())
        .containsExactly(
            new KeyValuePair("profile", "checkout"),
            new KeyValuePair("durationNanos", 100L),
            new KeyValuePair("outcome", "threw"),
            new KeyValuePair("reportId", 7L));
  }

  @Test
  @DisplayName("attaches the call's tags, too")
  void tags() {
    sink.accept(Reports.sample().tags(new Tag("plan", "gold"), new Tag("region", "EU")).report());

    assertThat(capture.events().get(0).getKeyValuePairs())
        .endsWith(new KeyValuePair("plan", "gold"), new KeyValuePair("region", "EU"));
  }

  @Test
  @DisplayName("writes at WARN a call that threw, and one that passed its threshold")
  void warnings() {
    sink.accept(Reports.sample().threw("IOException").report());
    sink.accept(Reports.sample().thresholdNanos(100).report());
    sink.accept(Reports.sample().thresholdNanos(101).report());

    assertThat(capture.events())
        .extracting(ILoggingEvent::getLevel)
        .containsExactly(Level.WARN, Level.WARN, Level.INFO);
  }

  @Test
  @DisplayName("renders nothing while the level is off, and counts nothing as suppressed")
  void levelOff() {
    capture.level(Level.WARN);

    for (int i = 0; i < 10; i++) {
      sink.accept(Reports.numbered(i));
    }
    sink.accept(Reports.sample().id(99).threw("IOException").report());

    assertThat(rendered).containsExactly(99L);
    assertThat(suppressed).isEmpty();
  }

  @Test
  @DisplayName("lends the caller's MDC to the event, alone, and puts its own back")
  void diagnosticContext() {
    MDC.put("mine", "stays");

    sink.accept(Reports.sample().context(Map.of("user", "ada")).report());

    assertThat(capture.events().get(0).getMDCPropertyMap()).isEqualTo(Map.of("user", "ada"));
    assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of("mine", "stays"));
  }

  @Test
  @DisplayName("puts the MDC back even if the log fails, and leaves none where there was none")
  void diagnosticContextAfterFailure() {
    CallReport report = Reports.sample().context(Map.of("user", "ada")).report();
    sink.accept(report);
    assertThat(MDC.get("user")).isNull();

    MDC.put("mine", "stays");
    capture.fail(new IllegalStateException("broken log"));
    assertThatThrownBy(() -> sink.accept(report)).hasMessage("broken log");
    assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of("mine", "stays"));
  }

  @Test
  @DisplayName("writes n reports a second of each target and counts the others")
  void rateLimit() {
    for (int i = 0; i < 5; i++) {
      sink.accept(Reports.of("checkout"));
    }
    sink.accept(Reports.of("search"));

    assertThat(capture.events())
        .extracting(ILoggingEvent::getLoggerName)
        .containsExactly(
            "profiler.checkout", "profiler.checkout", "profiler.checkout", "profiler.search");
    assertThat(suppressed).containsExactly("checkout", "checkout");
    assertThat(rendered).hasSize(4);
  }

  @Test
  @DisplayName("says with the first report after a second how many were suppressed")
  void saysSuppressed() {
    for (int i = 0; i < 10; i++) {
      sink.accept(Reports.numbered(i));
    }
    clock.advance(Duration.ofMillis(1_250));
    sink.accept(Reports.numbered(10));
    sink.flush();

    assertThat(capture.messages())
        .containsExactly(
            "text of #0",
            "text of #1",
            "text of #2",
            "7 reports suppressed in the last 1.3 s: more than 3 a second (profiler.log.rate)",
            "text of #10");
  }

  @Test
  @DisplayName("says it about once a second while more comes than may be written")
  void saysSuppressedUnderLoad() {
    for (int i = 0; i < 4_000; i++) {
      sink.accept(Reports.numbered(i));
      clock.advance(Duration.ofMillis(1));
    }
    sink.flush();

    List<String> sayings =
        capture.messages().stream().filter(text -> text.contains("suppressed")).toList();
    long said =
        sayings.stream()
            .mapToLong(text -> Long.parseLong(text.substring(0, text.indexOf(' '))))
            .sum();
    assertThat(sayings).hasSize(4);
    assertThat(said).isEqualTo(suppressed.size());
    assertThat(said + rendered.size()).isEqualTo(4_000);
  }

  @Test
  @DisplayName("says the last suppressed ones when it is flushed, once, in each target's logger")
  void saysTheLast() {
    for (int i = 0; i < RATE + 1; i++) {
      sink.accept(Reports.of("checkout"));
      sink.accept(Reports.of("search"));
    }
    sink.flush();
    sink.flush();

    assertThat(capture.events().stream().filter(e -> e.getMessage().contains("suppressed")))
        .allMatch(e -> e.getMessage().startsWith("1 report suppressed in the last 0.1 s"))
        .extracting(ILoggingEvent::getLoggerName)
        .containsExactlyInAnyOrder("profiler.checkout", "profiler.search");
  }

  @Test
  @DisplayName("says it at WARN if one of them would have been a warning")
  void suppressedWarning() {
    capture.level(Level.WARN);
    for (int i = 0; i < RATE + 2; i++) {
      sink.accept(Reports.sample().threw("IOException").report());
    }
    sink.flush();

    assertThat(capture.messages()).last().asString().startsWith("2 reports suppressed");
  }

  @Test
  @DisplayName("lets targets beyond 1,000 share a logger, which a back end keeps for ever")
  void boundedTargets() {
    for (int i = 0; i < Slf4jSink.MAX_TARGETS + 2; i++) {
      sink.accept(Reports.of("made up " + i));
    }

    assertThat(capture.events())
        .extracting(ILoggingEvent::getLoggerName)
        .endsWith("profiler.made up 999", "profiler.other", "profiler.other");
    assertThat(capture.events())
        .last()
        .extracting(e -> e.getKeyValuePairs().get(0).value)
        .isEqualTo("made up 1001");
  }

  @Test
  @DisplayName("refuses a rate below 1")
  void badRate() {
    Function<CallReport, String> text = report -> "";
    assertThatThrownBy(() -> new Slf4jSink(text, 0, Meters.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1: 0");
  }

  private final class SuppressionMeters implements Meters {
    @Override
    public CallMeter of(String profile) {
      return CallMeter.NONE;
    }

    @Override
    public void accept(String profile, CallTree tree) {}

    @Override
    public void dropped(String profile) {}

    @Override
    public void suppressed(String profile) {
      suppressed.add(profile);
    }
  }
}
