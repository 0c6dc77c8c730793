package io.targetedprofiler.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The command line")
class OptionsTest {

  @Test
  @DisplayName("runs the demonstration when empty")
  void empty() {
    assertThat(Options.parse()).isEqualTo(new Options(false, false, 0, false));
  }

  @Test
  @DisplayName("serves at any port or at a given one")
  void serve() {
    assertThat(Options.parse("--serve")).isEqualTo(new Options(true, false, 0, false));
    assertThat(Options.parse("--serve", "--port", "80"))
        .isEqualTo(new Options(true, false, 80, false));
  }

  @Test
  @DisplayName("looks up in parallel if asked to")
  void parallel() {
    assertThat(Options.parse("--parallel")).isEqualTo(new Options(false, false, 0, true));
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("says in one line what is wrong")
  @CsvSource({
    "--sevre, unknown option --sevre; try --help",
    "--serve --port, --port needs a number from 0 to 65535",
    "'--serve --port x', '--port needs a number from 0 to 65535, not x'",
    "'--serve --port 65536', '--port needs a number from 0 to 65535, not 65536'",
    "--port 80, --port needs --serve"
  })
  void wrong(String args, String message) {
    assertThatThrownBy(() -> Options.parse(args.split(" ")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
