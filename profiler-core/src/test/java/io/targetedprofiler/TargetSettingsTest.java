package io.targetedprofiler;

import static io.targetedprofiler.ThresholdSetting.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.TargetSettings.Settings;
import io.targetedprofiler.record.RecentPercentile;
import io.targetedprofiler.record.SlowestOfMinute;
import io.targetedprofiler.sink.LogCapture;
import io.targetedprofiler.sink.ProfilerLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The settings of a target")
class TargetSettingsTest {

  private final ProfilerLog log = new ProfilerLog();
  private final LogCapture words = new LogCapture("profiler");
  private final List<String> problems = new ArrayList<>();

  @AfterEach
  void stop() {
    words.close();
  }

  @Test
  @DisplayName("are the full tree of every call, without arguments, unless something else is said")
  void defaults() {
    Settings expected = new Settings(Depth.CALL_TREE, NONE, false, false, 20);

    assertThat(settings(Map.of()).of("by hand", null)).isEqualTo(expected);
    assertThat(settings(Map.of()).of("Marked.plain", annotationOf("plain"))).isEqualTo(expected);
    assertThat(said()).isEmpty();
  }

  @Test
  @DisplayName("are those of its annotation")
  void annotated() {
    assertThat(settings(Map.of()).of("import", annotationOf("withSettings")))
        .isEqualTo(new Settings(Depth.TOP_LEVEL, threshold("50ms"), true, true, 20));
  }

  @Test
  @DisplayName("of requests are cheaper, for there are many")
  void requests() {
    assertThat(settings(Map.of()).ofRequests("GET /customers/{id}"))
        .isEqualTo(new Settings(Depth.TOP_LEVEL, threshold("slowest5"), false, true, 20));
    assertThat(settings(Map.of("profiler.web.threshold", "")).ofRequests("GET /").threshold())
        .isEqualTo(ThresholdSetting.NONE);
    Map<String, String> deeper =
        Map.of(
            "profiler.web.depth", "call_tree",
            "profiler.web.threshold", "250ms",
            "profiler.target.GET /health.threshold", "2s");
    assertThat(settings(deeper).ofRequests("GET /customers/{id}"))
        .isEqualTo(new Settings(Depth.CALL_TREE, threshold("250ms"), false, false, 20));
    assertThat(settings(deeper).ofRequests("GET /health").threshold()).isEqualTo(threshold("2s"));
    assertThat(problems).isEmpty();
  }

  @Test
  @DisplayName("of requests that are malformed are said")
  void malformedRequests() {
    Map<String, String> bad =
        Map.of("profiler.web.depth", "deep", "profiler.web.threshold", "soon");

    assertThat(settings(bad).ofRequests("GET /"))
        .isEqualTo(new Settings(Depth.TOP_LEVEL, threshold("slowest5"), false, true, 20));
    assertThat(problems)
        .containsExactly(
            "profiler.web.depth=deep (system property) is not CALL_TREE or TOP_LEVEL; TOP_LEVEL holds",
            "profiler.web.threshold=soon (system property) is not "
                + ThresholdSetting.ALLOWED
                + "; slowest5 holds");
  }

  @Test
  @DisplayName("are those of the configuration where it says something")
  void configured() {
    TargetSettings settings =
        settings(
            Map.of(
                "profiler.target.import.depth", "call_tree",
                "profiler.target.import.args", "false",
                "profiler.target.import.timeline", "true",
                "profiler.target.nightly.threshold", "2s"));

    assertThat(settings.of("import", annotationOf("withSettings")))
        .isEqualTo(new Settings(Depth.CALL_TREE, threshold("50ms"), false, true, 20));
    assertThat(settings.of("nightly", null).threshold().nanos()).isEqualTo(2_000_000_000);
    assertThat(problems).isEmpty();
  }

  @Test
  @DisplayName("keep the order of TOP_LEVEL calls, unless the configuration says otherwise")
  void order() {
    assertThat(settings(Map.of("profiler.target.nightly.depth", "top_level")).of("nightly", null))
        .isEqualTo(new Settings(Depth.TOP_LEVEL, NONE, false, true, 20));
    assertThat(
            settings(Map.of("profiler.target.import.timeline", "false"))
                .of("import", annotationOf("withSettings"))
                .timeline())
        .isFalse();
  }

  @Test
  @DisplayName("may take an annotated threshold away")
  void noThreshold() {
    assertThat(
            settings(Map.of("profiler.target.import.threshold", ""))
                .of("import", annotationOf("withSettings"))
                .threshold())
        .isEqualTo(NONE);
  }

  @Test
  @DisplayName("with a bad value in the configuration are the annotation's, and that is said")
  void badConfiguration() {
    TargetSettings settings =
        settings(
            Map.of(
                "profiler.target.import.depth", "deep",
                "profiler.target.import.threshold", "soon",
                "profiler.target.import.args", "yes"));

    assertThat(settings.of("import", annotationOf("withSettings")))
        .isEqualTo(new Settings(Depth.TOP_LEVEL, threshold("50ms"), true, true, 20));
    assertThat(problems)
        .hasSize(3)
        .anySatisfy(
            line ->
                assertThat(line).contains("import.depth=deep", "CALL_TREE or TOP_LEVEL", "holds"))
        .anySatisfy(line -> assertThat(line).contains("import.threshold=soon", "such as 250us"))
        .anySatisfy(line -> assertThat(line).contains("import.args=yes", "true or false"));
  }

  @Test
  @DisplayName("with a bad annotated threshold report every call, and that is said")
  void badAnnotation() {
    assertThat(settings(Map.of()).of("bad", annotationOf("withBadSettings")).threshold())
        .isEqualTo(NONE);
    assertThat(said())
        .anySatisfy(line -> assertThat(line).contains("\"bad\"", "\"soon\"", "such as 250us"));
  }

  @Test
  @DisplayName("that have no effect in this version say so")
  void notYet() {
    settings(Map.of("profiler.target.nightly.sampling", "5ms")).of("nightly", null);
    settings(Map.of()).of("bad", annotationOf("withBadSettings"));

    assertThat(said())
        .contains(
            "@Profile \"nightly\": sampling has no effect in this version",
            "@Profile \"bad\": sampling has no effect in this version");
  }

  @ParameterizedTest
  @CsvSource({"p50,50", "p95,95", "p99,99", "p99.9,99.9", "' p99 ',99"})
  @DisplayName("may have a threshold that is a percentile of recent calls")
  void percentile(String text, double percentile) {
    assertThat(threshold(text).percentile()).isEqualTo(percentile);
    assertThat(threshold(text).threshold()).isInstanceOf(RecentPercentile.class);
  }

  @ParameterizedTest
  @CsvSource({"slowest1,1", "slowest5,5", "slowest99,99", "' slowest100',100"})
  @DisplayName("may have a threshold that is reached by the slowest calls of a minute")
  void slowest(String text, int calls) {
    assertThat(threshold(text).ofMinute()).isEqualTo(calls);
    assertThat(threshold(text).threshold()).isInstanceOf(SlowestOfMinute.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p",
        "p0",
        "p49",
        "p49.9",
        "p100",
        "p99.99",
        "99",
        "99p",
        "P99",
        "p 99",
        "p-99",
        "p99.",
        "slowest",
        "slowest0",
        "slowest101",
        "slowest 5",
        "5 years"
      })
  @DisplayName("may have none that is neither a duration nor a percentile nor a number of slowest")
  void malformedThreshold(String text) {
    assertThat(ThresholdSetting.parse(text)).isNull();

    TargetSettings settings = settings(Map.of("profiler.target.import.threshold", text));
    assertThat(settings.of("import", annotationOf("withSettings")).threshold())
        .isEqualTo(threshold("50ms"));
    assertThat(problems)
        .containsExactly(
            "profiler.target.import.threshold=%s (system property) is not %s; 50ms holds"
                .formatted(text, ThresholdSetting.ALLOWED));
  }

  private static ThresholdSetting threshold(String text) {
    return Objects.requireNonNull(ThresholdSetting.parse(text));
  }

  private List<String> said() {
    assertThat(log.flush(Duration.ofMinutes(1))).isTrue();
    return words.messages();
  }

  private static Profile annotationOf(String method) {
    return TargetNames.annotation(Marked.method(Marked.class, method));
  }

  private TargetSettings settings(Map<String, String> properties) {
    return new TargetSettings(Configuration.of(Map.of(), Map.of(), properties, problems::add), log);
  }
}
