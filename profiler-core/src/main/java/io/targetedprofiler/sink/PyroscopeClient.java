package io.targetedprofiler.sink;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends uploads one by one. Waits for each, but never longer than the time-out, whatever the server
 * does. For one thread at a time.
 */
final class PyroscopeClient {
  private static final int MAX_REASON = 200;

  private final PyroscopeServer server;
  private final Duration timeout;
  private @Nullable HttpClient http;

  /** How the server took an upload. */
  enum Verdict {
    ACCEPTED,
    /** It will not take this one. */
    REFUSED,
    /** It may take it later. */
    UNAVAILABLE
  }

  /**
   * What became of an upload.
   *
   * @param reason one line; empty if it was accepted
   */
  record Answer(Verdict verdict, String reason) {}

  PyroscopeClient(PyroscopeServer server, Duration timeout) {
    this.server = server;
    this.timeout = timeout;
  }

  Answer send(ProfileUpload upload) {
    HttpRequest request;
    try {
      request = server.push(upload, timeout);
    } catch (IllegalArgumentException notShown) {
      return new Answer(
          Verdict.REFUSED,
          "its token or tenant cannot stand in a header"); // The message holds the secret.
    }
    CompletableFuture<HttpResponse<String>> pending =
        http().sendAsync(request, response -> new FirstBytes(MAX_REASON));
    try {
      return answer(pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException failure) {
      return new Answer(Verdict.UNAVAILABLE, reason(failure.getCause()));
    } catch (TimeoutException slow) {
      return new Answer(Verdict.UNAVAILABLE, tooSlow());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new Answer(Verdict.UNAVAILABLE, "interrupted");
    } finally {
      pending.cancel(true);
    }
  }

  private static Answer answer(HttpResponse<String> response) {
    int status = response.statusCode();
    if (status / 100 == 2) {
      return new Answer(Verdict.ACCEPTED, "");
    }
    String reason = "HTTP " + status + (response.body().isEmpty() ? "" : " " + response.body());
    boolean passing = status / 100 == 5 || status == 429 || status == 408;
    return new Answer(passing ? Verdict.UNAVAILABLE : Verdict.REFUSED, reason);
  }

  private String reason(@Nullable Throwable failure) {
    if (failure instanceof HttpTimeoutException) {
      return tooSlow();
    }
    if (failure instanceof ConnectException) {
      return "cannot connect";
    }
    if (failure instanceof IOException && failure.getMessage() != null) {
      return failure.getMessage().replaceAll("[\\p{Cntrl}\\s]+", " ");
    }
    return String.valueOf(failure).replaceAll("[\\p{Cntrl}\\s]+", " ");
  }

  private String tooSlow() {
    return "no answer within " + timeout.toMillis() / 1000.0 + " s";
  }

  /** Made late, on a thread of the profiler, from which its own inherit. */
  private HttpClient http() {
    HttpClient made = http;
    if (made == null) {
      made =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(timeout)
              .executor(
                  Executors.newCachedThreadPool(
                      work -> DetachedThread.create("profiler-pyroscope-http", work)))
              .build();
      http = made;
    }
    return made;
  }
}
