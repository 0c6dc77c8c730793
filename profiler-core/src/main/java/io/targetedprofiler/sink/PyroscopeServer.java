package io.targetedprofiler.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where profiles are pushed, and in whose name. Immutable.
 *
 * @param url of the server, {@code http} or {@code https}, without user, query and fragment
 * @param app the application's name: letters, digits and {@code . _ - /}
 * @param labels of all profiles of this process, by name
 * @param authorization the value of the header of that name, a secret; empty without one
 * @param tenant the value of {@code X-Scope-OrgID}; empty without one
 */
public record PyroscopeServer(
    URI url,
    String app,
    Map<String, String> labels,
    Optional<String> authorization,
    String tenant) {

  /** The label that tells the profiles of one application apart. */
  public static final String PROFILE_LABEL = "profile";

  private static final String SPY = "targeted-profiler";

  /** The server refuses labels of more than 2,048 bytes. */
  private static final int MAX_LABEL = 500;

  /** Copies the labels. */
  public PyroscopeServer {
    labels = Map.copyOf(labels);
  }

  /**
   * A request that pushes one pprof file. With the format named, the server takes the body as it
   * is; the multipart form that it also knows is for other clients' sample types.
   */
  HttpRequest push(ProfileUpload upload, Duration timeout) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(ingest(upload.profile(), upload.from(), upload.until()))
            .timeout(timeout)
            .header("Content-Type", "application/octet-stream")
            .header("User-Agent", SPY)
            .POST(HttpRequest.BodyPublishers.ofByteArray(upload.pprof()));
    authorization.ifPresent(value -> request.header("Authorization", value));
    if (!tenant.isEmpty()) {
      request.header("X-Scope-OrgID", tenant);
    }
    return request.build();
  }

  private URI ingest(String profile, Instant from, Instant until) {
    String base = url.toString().replaceAll("/+$", "");
    return URI.create(
        base
            + "/ingest?format=pprof&spyName="
            + SPY
            + "&from="
            + from.getEpochSecond()
            + "&until="
            + until.getEpochSecond()
            + "&name="
            + URLEncoder.encode(series(profile), UTF_8));
  }

  /** {@code app{label=value,…}}, the server's own notation, which knows no quotes. */
  private String series(String profile) {
    Map<String, String> all = new TreeMap<>(labels);
    all.put(PROFILE_LABEL, profile);
    StringBuilder series = new StringBuilder(app).append('{');
    all.forEach(
        (name, value) ->
            series
                .append(series.charAt(series.length() - 1) == '{' ? "" : ",")
                .append(name)
                .append('=')
                .append(labelValue(value)));
    return series.append('}').toString();
  }

  private static String labelValue(String text) {
    return text.codePoints()
        .limit(MAX_LABEL)
        .map(c -> isLabelCharacter(c) ? c : '_')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isLabelCharacter(int c) {
    return c != ',' && c != '}' && c >= ' ' && Character.getType(c) != Character.SURROGATE;
  }

  /** Says where, and nothing that is secret. */
  @Override
  public String toString() {
    return url + " as " + app;
  }
}
