package io.targetedprofiler;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.targetedprofiler.sink.Meters;
import io.targetedprofiler.sink.ProfilerLog;
import io.targetedprofiler.sink.PyroscopeServer;
import io.targetedprofiler.sink.PyroscopeSink;
import io.targetedprofiler.sink.ReportSink;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the configuration says of a profile store. Secrets are in no message. */
final class PyroscopeSettings {
  private static final String NOTHING_SENT = "nothing is sent";
  private static final String DEFAULT_APP = "java";
  private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(10);

  private static final Pattern APP = Pattern.compile("[A-Za-z0-9_./-]{1,200}");
  private static final Pattern LABEL_NAME = Pattern.compile("(?!__)[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern HEADER = Pattern.compile("[\\x21-\\x7e]+");
  private static final Pattern LINE = Pattern.compile("\\P{Cntrl}+");

  private PyroscopeSettings() {}

  /** A sink that pushes; empty if none is asked for, or none can be. */
  static Optional<ReportSink> sink(Configuration configuration, Meters meters, ProfilerLog log) {
    Optional<PyroscopeServer> server = server(configuration);
    if (server.isPresent() && !PyroscopeSink.isAvailable()) {
      configuration.problem(
          Configuration.PYROSCOPE_URL + " needs the module java.net.http; " + NOTHING_SENT);
      return Optional.empty();
    }
    Duration interval = interval(configuration);
    return server.map(to -> new PyroscopeSink(to, interval, meters, log));
  }

  static Optional<PyroscopeServer> server(Configuration configuration) {
    Optional<URI> url =
        configuration.read(
            Configuration.PYROSCOPE_URL,
            "an http or https URL without user, query and fragment",
            Optional.empty(),
            NOTHING_SENT,
            PyroscopeSettings::url);
    return url.map(
        to ->
            new PyroscopeServer(
                to,
                text(
                    configuration,
                    Configuration.PYROSCOPE_APP,
                    APP,
                    DEFAULT_APP,
                    "letters, digits and . _ - /"),
                labels(configuration),
                authorization(configuration),
                text(
                    configuration,
                    Configuration.PYROSCOPE_TENANT,
                    HEADER,
                    "",
                    "ASCII without spaces")));
  }

  private static Duration interval(Configuration configuration) {
    return configuration.read(
        Configuration.PYROSCOPE_INTERVAL,
        "a duration from 1s to 10m",
        DEFAULT_INTERVAL,
        "10s holds",
        text ->
            Durations.parseNanos(text)
                .map(Duration::ofNanos)
                .filter(d -> d.toSeconds() >= 1 && d.compareTo(Duration.ofMinutes(10)) <= 0)
                .orElse(null));
  }

  private static Map<String, String> labels(Configuration configuration) {
    return configuration.read(
        Configuration.PYROSCOPE_LABELS,
        "a list such as env=prod,region=eu (letters, digits and _ in names, of which profile is taken)",
        Map.of(),
        "there are none",
        PyroscopeSettings::parseLabels);
  }

  private static @Nullable Map<String, String> parseLabels(String text) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (String pair : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? "" : pair.substring(0, equals).strip();
      String value = pair.substring(equals + 1).strip();
      boolean good =
          LABEL_NAME.matcher(name).matches()
              && !name.equals(PyroscopeServer.PROFILE_LABEL)
              && LINE.matcher(value).matches();
      if (!good || labels.put(name, value) != null) {
        return null;
      }
    }
    return labels;
  }

  private static Optional<String> authorization(Configuration configuration) {
    String token =
        text(configuration, Configuration.PYROSCOPE_TOKEN, HEADER, "", "ASCII without spaces");
    String user = text(configuration, Configuration.PYROSCOPE_USER, LINE, "", "one line");
    String password = text(configuration, Configuration.PYROSCOPE_PASSWORD, LINE, "", "one line");
    if (!token.isEmpty() && !(user + password).isEmpty()) {
      configuration.problem(
          "%s and %s are both set; the token holds"
              .formatted(Configuration.PYROSCOPE_TOKEN, Configuration.PYROSCOPE_USER));
    }
    if (!token.isEmpty()) {
      return Optional.of("Bearer " + token);
    }
    if (user.isEmpty() && password.isEmpty()) {
      return Optional.empty();
    }
    String both = user + ':' + password;
    return Optional.of("Basic " + Base64.getEncoder().encodeToString(both.getBytes(UTF_8)));
  }

  private static String text(
      Configuration configuration, String key, Pattern good, String fallback, String allowed) {
    return configuration.read(
        key,
        allowed,
        fallback,
        fallback.isEmpty() ? "it is left out" : fallback + " holds",
        text -> text.isEmpty() ? fallback : good.matcher(text).matches() ? text : null);
  }

  private static Optional<URI> url(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    URI url = URI.create(text);
    boolean good =
        ("http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme()))
            && url.getHost() != null
            && url.getRawUserInfo() == null
            && url.getRawQuery() == null
            && url.getRawFragment() == null;
    if (!good) {
      throw new IllegalArgumentException();
    }
    return Optional.of(url);
  }
}
