package io.targetedprofiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.format.FileFormat;
import io.targetedprofiler.record.RecordingLimits;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The configuration")
class ConfigurationTest {

  private static final Map<String, String> NONE = Map.of();

  private final List<String> problems = new ArrayList<>();

  @Test
  @DisplayName("is the defaults if nothing is set")
  void defaults() {
    Configuration configuration = properties(NONE);

    assertThat(configuration.flag(Configuration.ENABLED, true)).isTrue();
    assertThat(configuration.wholeNumber(Configuration.LOG_RATE, 1, 100, 50)).isEqualTo(50);
    assertThat(configuration.number(Configuration.LOG_SHARE, 0, 100, 1)).isEqualTo(1);
    assertThat(configuration.limits()).isEqualTo(RecordingLimits.DEFAULT);
    assertThat(configuration.targets()).isEmpty();
    configuration.timing();
    assertThat(problems).isEmpty();
  }

  @Test
  @DisplayName("comes from the file, over which the environment wins, over which a property wins")
  void layers() {
    String key = "profiler.log.rate";
    Map<String, String> file = Map.of(key, "1");
    Map<String, String> environment = Map.of("PROFILER_LOG_RATE", "2");
    Map<String, String> properties = Map.of(key, "3");

    assertThat(rate(file, NONE, NONE)).isEqualTo(1);
    assertThat(rate(file, environment, NONE)).isEqualTo(2);
    assertThat(rate(file, environment, properties)).isEqualTo(3);
    assertThat(rate(NONE, environment, NONE)).isEqualTo(2);
    assertThat(problems).isEmpty();
  }

  @Test
  @DisplayName("of the program wins over the file, and loses against the environment")
  void given() {
    String key = "profiler.log.rate";
    GivenSettings given =
        new GivenSettings("Spring's environment", Map.of(key, "4", "profiler.log.rats", "5"));

    assertThat(
            Configuration.of(Map.of(key, "1"), given, NONE, NONE, problems::add)
                .wholeNumber(key, 1, 100, 50))
        .isEqualTo(4);
    assertThat(
            Configuration.of(NONE, given, Map.of("PROFILER_LOG_RATE", "2"), NONE, problem -> {})
                .wholeNumber(key, 1, 100, 50))
        .isEqualTo(2);
    assertThat(problems)
        .singleElement()
        .asString()
        .startsWith("unknown key profiler.log.rats (Spring's environment) is ignored");
  }

  private int rate(
      Map<String, String> file, Map<String, String> environment, Map<String, String> properties) {
    return Configuration.of(file, environment, properties, problems::add)
        .wholeNumber(Configuration.LOG_RATE, 1, 100, 50);
  }

  @Test
  @DisplayName("is read with white space and any case of a flag")
  void lenient() {
    Configuration configuration =
        properties(Map.of("profiler.enabled", " False ", "profiler.log.share", " 0.5 "));

    assertThat(configuration.flag(Configuration.ENABLED, true)).isFalse();
    assertThat(configuration.number(Configuration.LOG_SHARE, 0, 100, 1)).isEqualTo(0.5);
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest(name = "{0}={1}")
  @DisplayName("with a bad value says its key and what is allowed, and the default holds")
  @CsvSource(
      delimiter = '|',
      value = {
        "profiler.enabled|yes|true or false; true holds",
        "profiler.log.rate|0|a whole number from 1 to 100; 50 holds",
        "profiler.log.rate|101|a whole number from 1 to 100; 50 holds",
        "profiler.log.rate|1.5|a whole number from 1 to 100; 50 holds",
        "profiler.log.rate|''|a whole number from 1 to 100; 50 holds",
        "profiler.log.rate|99999999999|a whole number from 1 to 100; 50 holds",
        "profiler.log.share|-1|a number from 0 to 100; 1.0 holds",
        "profiler.log.share|NaN|a number from 0 to 100; 1.0 holds",
        "profiler.log.share|a lot|a number from 0 to 100; 1.0 holds",
        "profiler.timing|fast|adaptive, thinned or full; adaptive holds",
        "profiler.overhead.budget|-1|a number from 0 to 1000000; 20.0 holds",
        "profiler.limits.depth|0|a whole number from 1 to 2000; 512 holds",
        "profiler.limits.nodes|1000001|a whole number from 1 to 1000000; 10000 holds",
      })
  void badValue(String key, String value, String rest) {
    Configuration configuration = properties(Map.of(key, value));
    assertThat(configuration.timing()).isEqualTo(Timing.ADAPTIVE);
    assertThat(configuration.overheadBudget()).isEqualTo(20);
    assertThat(configuration.flag(Configuration.ENABLED, true)).isTrue();
    assertThat(configuration.wholeNumber(Configuration.LOG_RATE, 1, 100, 50)).isEqualTo(50);
    assertThat(configuration.number(Configuration.LOG_SHARE, 0, 100, 1)).isEqualTo(1);
    assertThat(configuration.limits()).isEqualTo(RecordingLimits.DEFAULT);
    assertThat(problems).containsExactly(key + "=" + value + " (system property) is not " + rest);
  }

  @Test
  @DisplayName("of the overhead budget holds for every target that has none of its own")
  void overheadBudget() {
    Configuration configuration =
        Configuration.of(
            Map.of("profiler.overhead.budget", "5"),
            Map.of("PROFILER_TARGET_SEARCH_OVERHEAD_BUDGET", "7"),
            Map.of("profiler.target.check.out.overhead.budget", "0.5"),
            problems::add);

    assertThat(configuration.overheadBudget("check.out")).isEqualTo(0.5);
    assertThat(configuration.overheadBudget("search")).isEqualTo(7);
    assertThat(configuration.overheadBudget("other")).isEqualTo(5);
    assertThat(configuration.targets()).containsExactly("check.out");
    assertThat(problems).isEmpty();
  }

  @Test
  @DisplayName("with a bad value stays on one line, whatever the value contains")
  void badValueOnOneLine() {
    Configuration configuration = properties(Map.of("profiler.enabled", "ja\nnein\r\n"));
    configuration.flag(Configuration.ENABLED, true);

    assertThat(problems).singleElement().asString().doesNotContain("\n", "\r");
  }

  @Test
  @DisplayName("with an unknown key says it, and which are known, and goes on")
  void unknownKey() {
    Configuration.of(
        Map.of("profiler.log.speed", "1", "other.key", "2"),
        Map.of("PROFILER_COLOUR", "3", "PATH", "4"),
        Map.of("profiler.target.checkout.colour", "5", "java.home", "6"),
        problems::add);

    assertThat(problems)
        .hasSize(3)
        .allSatisfy(problem -> assertThat(problem).contains("profiler.log.rate"))
        .anySatisfy(
            problem ->
                assertThat(problem).startsWith("unknown key profiler.log.speed (profiler.proper"))
        .anySatisfy(
            problem -> assertThat(problem).startsWith("unknown key PROFILER_COLOUR (environment)"))
        .anySatisfy(
            problem ->
                assertThat(problem)
                    .startsWith("unknown key profiler.target.checkout.colour (system property)"));
  }

  @Test
  @DisplayName("of files has none by default, and JSON of the newest hundred reports if there are")
  void files() {
    Configuration none = properties(Map.of("profiler.files.dir", " "));
    assertThat(none.filesDirectory()).isEmpty();
    assertThat(none.fileFormats()).containsExactly(FileFormat.JSON);
    assertThat(none.filesToKeep()).isEqualTo(100);

    Configuration some =
        Configuration.of(
            Map.of("profiler.files.keep", "7"),
            Map.of("PROFILER_FILES_DIR", "profiles"),
            Map.of("profiler.files.formats", "json, json"),
            problems::add);
    assertThat(some.filesDirectory()).contains(Path.of("profiles"));
    assertThat(some.fileFormats()).containsExactly(FileFormat.JSON);
    assertThat(some.filesToKeep()).isEqualTo(7);
    assertThat(problems).isEmpty();
  }

  @Test
  @DisplayName(
      "of the slowest calls is all of them by default, a number, or all again for a target")
  void slowest() {
    Configuration some =
        properties(
            Map.of(
                "profiler.slowest",
                "3",
                "profiler.target.a.slowest",
                "all",
                "profiler.target.b.slowest",
                "7"));

    assertThat(properties(NONE).slowest("a")).isEmpty();
    assertThat(some.slowest("a")).isEmpty();
    assertThat(some.slowest("b")).hasValue(7);
    assertThat(some.slowest("c")).hasValue(3);
    assertThat(problems).isEmpty();

    assertThat(properties(Map.of("profiler.slowest", "few")).slowest("a")).isEmpty();
    assertThat(problems)
        .containsExactly(
            "profiler.slowest=few (system property) is not all, or a whole number from 1 to 1000; all holds");
  }

  @Test
  @DisplayName("of files that makes no sense says what is allowed")
  void badFiles() {
    Configuration configuration =
        properties(
            Map.of(
                "profiler.files.dir", "a\0b",
                "profiler.files.formats", "json,xml",
                "profiler.files.keep", "0"));

    assertThat(configuration.filesDirectory()).isEmpty();
    assertThat(configuration.fileFormats()).containsExactly(FileFormat.JSON);
    assertThat(configuration.filesToKeep()).isEqualTo(100);
    assertThat(problems)
        .satisfiesExactly(
            problem ->
                assertThat(problem)
                    .isEqualTo(
                        "profiler.files.dir=a b (system property) is not a path; no file is"
                            + " written"),
            problem ->
                assertThat(problem)
                    .startsWith(
                        "profiler.files.formats=json,xml (system property) is not a list of some"
                            + " of json")
                    .endsWith("; json holds"),
            problem ->
                assertThat(problem)
                    .isEqualTo(
                        "profiler.files.keep=0 (system property) is not a whole number from 1 to"
                            + " 1000000; 100 holds"));
  }

  @Test
  @DisplayName("of a target overrides its annotation; its name may have dots and spaces")
  void targets() {
    Configuration configuration =
        Configuration.of(
            Map.of("profiler.target.com.acme.Orders.checkout.depth", "TOP_LEVEL"),
            Map.of("PROFILER_TARGET_NIGHTLY_IMPORT_ARGS", "true"),
            Map.of("profiler.target.tax.args", "false"),
            problems::add);

    assertThat(args(configuration, "nightly import", false)).isTrue();
    assertThat(args(configuration, "tax", true)).isFalse();
    assertThat(args(configuration, "other", true)).isTrue();
    assertThat(configuration.targets()).containsExactly("com.acme.Orders.checkout", "tax");
    assertThat(problems).isEmpty();
  }

  private static boolean args(Configuration configuration, String target, boolean annotated) {
    return configuration.ofTarget(
        target, "args", "true or false", annotated, Configuration::parseFlag);
  }

  @Test
  @DisplayName("reads the file of the context class loader")
  void file(@TempDir Path directory) throws IOException {
    assertThat(
            load(directory, "profiler.log.lines = 7\n").wholeNumber("profiler.log.lines", 1, 9, 4))
        .isEqualTo(7);
    assertThat(problems).isEmpty();
  }

  @Test
  @DisplayName("ignores a file that cannot be read, and says so")
  void unreadableFile(@TempDir Path directory) throws IOException {
    load(directory, "profiler.log.lines = \\u00zz\n");

    assertThat(problems)
        .singleElement()
        .asString()
        .startsWith("profiler.properties on the class path cannot be read");
  }

  private Configuration load(Path directory, String text) throws IOException {
    Files.writeString(directory.resolve(Configuration.FILE), text, StandardCharsets.UTF_8);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {directory.toUri().toURL()}, null)) {
      thread.setContextClassLoader(loader);
      return Configuration.load(problems::add);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private Configuration properties(Map<String, String> properties) {
    return Configuration.of(NONE, NONE, properties, problems::add);
  }
}
