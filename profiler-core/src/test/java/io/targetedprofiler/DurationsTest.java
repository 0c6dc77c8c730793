package io.targetedprofiler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A duration")
class DurationsTest {

  @ParameterizedTest(name = "{0}")
  @DisplayName("is a number with a unit")
  @CsvSource({
    "1ns, 1",
    "250us, 250_000",
    "250µs, 250_000",
    "5ms, 5_000_000",
    "1.5ms, 1_500_000",
    "2s, 2_000_000_000",
    "2 s, 2_000_000_000",
    "' 1m ', 60_000_000_000",
    "1h, 3_600_000_000_000",
    "0s, 0",
    "0.9ns, 0",
    "9223372036854ms, 9_223_372_036_854_000_000",
  })
  void wellFormed(String text, String nanos) {
    assertThat(Durations.parseNanos(text)).hasValue(Long.parseLong(nanos.replace("_", "")));
  }

  @ParameterizedTest(name = "\"{0}\"")
  @DisplayName("in any other form is none")
  @ValueSource(
      strings = {
        "",
        " ",
        "5",
        "ms",
        "-5ms",
        "5 parsecs",
        "5MS",
        "1e3ms",
        ".5s",
        "1.s",
        "1,5ms",
        "5ms 2s",
        "999999999999999h",
        "9999999999999999ns",
        "9223372036855ms",
        "0x10s",
        "٣s"
      })
  void malformed(String text) {
    assertThat(Durations.parseNanos(text)).isEmpty();
  }
}
