package io.targetedprofiler.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.format.TextReport;
import java.nio.charset.Charset;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The console's charset")
class ConsoleCharsetTest {

  @Test
  @DisplayName("is that of standard output, where the JVM says so")
  void standardOutput() {
    assertThat(guess(Map.of("stdout.encoding", "UTF-8", "native.encoding", "US-ASCII")))
        .isEqualTo(UTF_8);
  }

  @Test
  @DisplayName("is else that of the machine")
  void machine() {
    assertThat(guess(Map.of("native.encoding", "ISO-8859-1")))
        .isEqualTo(Charset.forName("ISO-8859-1"));
  }

  @ParameterizedTest
  @CsvSource({"no-such-charset", "not a name", "''"})
  @DisplayName("is not taken from a name that the JVM does not know")
  void unknown(String name) {
    assertThat(guess(Map.of("stdout.encoding", name, "native.encoding", "UTF-16BE")))
        .isEqualTo(Charset.forName("UTF-16BE"));
  }

  @Test
  @DisplayName("is that of the JVM where nothing is known")
  void fallback() {
    assertThat(guess(Map.of())).isEqualTo(Charset.defaultCharset());
  }

  @ParameterizedTest
  @CsvSource({"UTF-8, true", "US-ASCII, false", "ANSI_X3.4-1968, false", "ISO-8859-1, false"})
  @DisplayName("decides whether trees are drawn with box characters")
  void drawsTrees(String name, boolean drawn) {
    assertThat(TextReport.canDraw(guess(Map.of("stdout.encoding", name)))).isEqualTo(drawn);
  }

  private static Charset guess(Map<String, String> properties) {
    return ConsoleCharset.guess(properties::get);
  }
}
