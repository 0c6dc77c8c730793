package io.targetedprofiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.format.Tool;
import io.targetedprofiler.sink.Meters;
import io.targetedprofiler.sink.ProfilerLog;
import io.targetedprofiler.sink.PyroscopeServer;
import io.targetedprofiler.sink.PyroscopeStandIn;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A profile store that is configured")
class PyroscopeSettingsTest {
  private static final String URL = "profiler.pyroscope.url";

  private final List<String> problems = new ArrayList<>();

  @Test
  @DisplayName("not at all is none")
  void none() {
    assertThat(sink(Map.of())).isFalse();
    assertThat(sink(Map.of(URL, " "))).isFalse();
    assertThat(sink(Map.of("profiler.pyroscope.app", "shop"))).isFalse();
    assertThat(problems).isEmpty();
  }

  @Test
  @DisplayName("by its URL alone, is pushed to in the name of java")
  void urlAlone() {
    assertThat(server(Map.of(URL, "https://profiles.example.com/base")))
        .isEqualTo(
            new PyroscopeServer(
                URI.create("https://profiles.example.com/base"),
                "java",
                Map.of(),
                Optional.empty(),
                ""));
    assertThat(sink(Map.of(URL, "http://127.0.0.1:4040"))).isTrue();
    assertThat(problems).isEmpty();
  }

  @Test
  @DisplayName("in full, has all that was said")
  void everything() {
    assertThat(
            server(
                Map.of(
                    URL,
                    "http://127.0.0.1:4040",
                    "profiler.pyroscope.app",
                    "shop/web-1.0",
                    "profiler.pyroscope.labels",
                    "env=prod, region = eu=1",
                    "profiler.pyroscope.tenant",
                    "team-a",
                    "profiler.pyroscope.user",
                    "ü",
                    "profiler.pyroscope.password",
                    "a:b c",
                    "profiler.pyroscope.interval",
                    "15s")))
        .isEqualTo(
            new PyroscopeServer(
                URI.create("http://127.0.0.1:4040"),
                "shop/web-1.0",
                Map.of("env", "prod", "region", "eu=1"),
                Optional.of("Basic w7w6YTpiIGM="),
                "team-a"));
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest(name = "{0}={1}")
  @DisplayName("with a bad value says so in one line that shows no secret")
  @CsvSource(
      delimiter = '|',
      value = {
        "url|ftp://host|… (system property) is not an http or https URL without user, query and fragment; nothing is sent",
        "url|http://me:s3cret@host/|… (system property) is not an http or https URL without user, query and fragment; nothing is sent",
        "url|http://host/?token=s3cret|… (system property) is not an http or https URL without user, query and fragment; nothing is sent",
        "url|http://a b|… (system property) is not an http or https URL without user, query and fragment; nothing is sent",
        "app|my shop{}|my shop{} (system property) is not letters, digits and . _ - /; java holds",
        "labels|env|env (system property) is not a list such as env=prod,region=eu (letters, digits and _ in names, of which profile is taken); there are none",
        "labels|profile=x|profile=x (system property) is not a list such as env=prod,region=eu (letters, digits and _ in names, of which profile is taken); there are none",
        "labels|__a=x|__a=x (system property) is not a list such as env=prod,region=eu (letters, digits and _ in names, of which profile is taken); there are none",
        "labels|a=x,a=y|a=x,a=y (system property) is not a list such as env=prod,region=eu (letters, digits and _ in names, of which profile is taken); there are none",
        "tenant|a b|a b (system property) is not ASCII without spaces; it is left out",
        "token|s3 cret|… (system property) is not ASCII without spaces; it is left out",
        "password|'s3\ncret'|… (system property) is not one line; it is left out",
        "interval|0s|0s (system property) is not a duration from 1s to 10m; 10s holds",
        "interval|11m|11m (system property) is not a duration from 1s to 10m; 10s holds",
      })
  void badValue(String key, String value, String rest) {
    boolean sends =
        sink(
            key.equals("url")
                ? Map.of(URL, value)
                : Map.of(URL, "http://127.0.0.1:4040", "profiler.pyroscope." + key, value));

    assertThat(sends).isEqualTo(!key.equals("url"));
    assertThat(problems).containsExactly("profiler.pyroscope." + key + "=" + rest);
    assertThat(problems.get(0)).doesNotContain("s3");
  }

  @Test
  @DisplayName("with token and password uses the token, and says so without either")
  void tokenAndPassword() {
    PyroscopeServer server =
        server(
            Map.of(
                URL,
                "http://127.0.0.1:4040",
                "profiler.pyroscope.token",
                "s3cret",
                "profiler.pyroscope.password",
                "s3cret"));

    assertThat(server.authorization()).hasValue("Bearer s3cret");
    assertThat(server).asString().doesNotContain("s3cret");
    assertThat(problems)
        .containsExactly(
            "profiler.pyroscope.token and profiler.pyroscope.user are both set; the token holds");
  }

  @Test
  @DisplayName("gets what was profiled shortly before the program ended")
  void atExit(@TempDir Path directory) throws IOException {
    try (PyroscopeStandIn server = new PyroscopeStandIn()) {
      String printed = runShop(directory, server.url(), Shop.OPENS);

      assertThat(printed).contains("main is over").doesNotContain("WARN", "Exception");
      assertThat(server.pushes()).hasSize(2);
      assertThat(server.pushes().get(1).labels())
          .isEqualTo(Map.of("__name__", "shop", "profile", "checkout"));
      assertThat(server.pushes().get(1).profile().reports().get(0).tree().root().calls())
          .isEqualTo(3);
    }
  }

  @Test
  @DisplayName("that is gone when the program ends is one line in the log, and the program ends")
  void goneAtExit(@TempDir Path directory) throws IOException {
    URI nowhere;
    try (ServerSocket socket = new ServerSocket(0)) {
      nowhere = URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
    String printed = runShop(directory, nowhere);

    assertThat(printed).contains("main is over").doesNotContain("Exception");
    assertThat(printed.lines().filter(line -> line.contains("WARN")))
        .singleElement()
        .asString()
        .contains("profiles wait for Pyroscope at " + nowhere + " as shop: cannot connect");
  }

  /** In a JVM of its own, which must exit with 0. */
  private static String runShop(Path directory, URI url, String... arguments) throws IOException {
    Path logging =
        Files.writeString(
            directory.resolve("logback.xml"),
            """
            <configuration>
              <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%level %logger: %msg%n</pattern></encoder>
              </appender>
              <root level="INFO"><appender-ref ref="out"/></root>
            </configuration>
            """);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dlogback.configurationFile=" + logging);
    command.add("-D" + URL + "=" + url);
    command.add("-Dprofiler.pyroscope.app=shop");
    command.add("-Dprofiler.pyroscope.interval=10m");
    command.add(Shop.class.getName());
    command.addAll(List.of(arguments));
    return Tool.run(directory, Map.of("CLASSPATH", System.getProperty("java.class.path")), command);
  }

  /** Ends before the first interval is over. */
  static final class Shop {

    /** Pushes something at first: at exit there is no time to wait for a cold start. */
    static final String OPENS = "opens";

    public static void main(String[] arguments) {
      if (List.of(arguments).contains(OPENS)) {
        Profiler.profile("opening", () -> {});
        Profiler.flush(Duration.ofMinutes(1));
      }
      for (int i = 0; i < 3; i++) {
        Profiler.profile("checkout", () -> {});
      }
      System.out.println("main is over");
    }
  }

  private PyroscopeServer server(Map<String, String> properties) {
    return PyroscopeSettings.server(configuration(properties)).orElseThrow();
  }

  private boolean sink(Map<String, String> properties) {
    return PyroscopeSettings.sink(
            configuration(properties), Meters.NONE, new ProfilerLog(() -> Duration.ZERO.toNanos()))
        .isPresent();
  }

  private Configuration configuration(Map<String, String> properties) {
    return Configuration.of(Map.of(), Map.of(), properties, problems::add);
  }
}
