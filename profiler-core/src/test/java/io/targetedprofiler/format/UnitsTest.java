package io.targetedprofiler.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Figures for people")
class UnitsTest {

  @ParameterizedTest(name = "{0} ns is {1}")
  @DisplayName("state a time that stands alone with one decimal")
  @CsvSource({
    "0, 0 ns",
    "99, 99 ns",
    "100, 0.1 µs",
    "800, 0.8 µs",
    "999949, 999.9 µs",
    "999950, 1.0 ms",
    "61200000, 61.2 ms",
    "99999000000, 99999.0 ms",
    "100000000000, 100.0 s",
    "9223372036854775807, 9223372036.9 s",
  })
  void human(long nanos, String text) {
    assertThat(TimeScale.human(nanos, Glyphs.BOX)).isEqualTo(text);
  }

  @ParameterizedTest(name = "{0} ns is {1}")
  @DisplayName("state a configured time without decimals")
  @CsvSource({"50000000, 50 ms", "2000000000, 2 s", "1500000, 1500 µs", "1, 1 ns"})
  void exact(long nanos, String text) {
    assertThat(TimeScale.exact(nanos, Glyphs.BOX)).isEqualTo(text);
  }

  @ParameterizedTest(name = "{0} ns is {1}")
  @DisplayName("show a whole's thousandth part in its last decimal")
  @CsvSource({
    "0, 0 ns",
    "999, 999 ns",
    "1000, 1.000 µs",
    "12345, 12.35 µs",
    "123456, 123.5 µs",
    "1234567, 1.235 ms",
    "12345678, 12.35 ms",
    "412300000, 412.3 ms",
    "99999000000, 99999.0 ms",
    "7200000000000, 7200.0 s",
  })
  void whole(long nanos, String text) {
    assertThat(TimeScale.of(nanos, Glyphs.BOX).text(nanos)).isEqualTo(text);
  }

  @ParameterizedTest(name = "{0} bytes are {1}")
  @DisplayName("state memory in decimal units")
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.0 kB",
    "999949, 999.9 kB",
    "999950, 1.0 MB",
    "3100000, 3.1 MB",
    "9223372036854775807, 9.2 EB",
  })
  void bytes(long bytes, String text) {
    assertThat(Bytes.human(bytes)).isEqualTo(text);
  }

  @ParameterizedTest(name = "{0} in steps of {1} is {3}")
  @DisplayName("are rounded half up, with a sign only if something is left of them")
  @CsvSource({
    "1049, 100, 1, 1.0",
    "1050, 100, 1, 1.1",
    "-1050, 100, 1, -1.1",
    "-49, 100, 1, 0.0",
    "7, 1, 3, 0.007",
    "-42, 1, 0, -42",
  })
  void decimals(long value, long step, int decimals, String text) {
    assertThat(Decimals.of(value, step, decimals)).isEqualTo(text);
  }
}
