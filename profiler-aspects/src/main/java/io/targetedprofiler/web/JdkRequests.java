package io.targetedprofiler.web;

import io.targetedprofiler.HttpCalls;
import io.targetedprofiler.record.HandOver;
import io.targetedprofiler.record.OutsideCall;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Requests of {@code java.net.http}, at woven call sites. Takes objects: a weaver knows no types.
 */
public final class JdkRequests {

  private JdkRequests() {}

  /** One is sent, and waited for. */
  public static @Nullable OutsideCall begin(@Nullable Object request) {
    return request instanceof HttpRequest http
        ? HttpCalls.begin(http.method(), http.uri().getHost())
        : null;
  }

  /**
   * It is answered.
   *
   * @param response null if the client threw
   */
  public static void end(@Nullable OutsideCall call, @Nullable Object response) {
    HttpCalls.end(call, status(response), response == null);
  }

  /** One is sent, and not waited for. */
  public static @Nullable HandOver beginElsewhere(@Nullable Object request) {
    return request instanceof HttpRequest http
        ? HttpCalls.beginElsewhere(http.method(), http.uri().getHost())
        : null;
  }

  /**
   * It will be answered.
   *
   * @param future null if the client threw
   */
  public static void endElsewhere(@Nullable HandOver call, @Nullable Object future) {
    if (call == null) {
      return;
    }
    if (future instanceof CompletionStage<?> stage) {
      try {
        stage.whenComplete(
            (response, failure) -> HttpCalls.endElsewhere(call, status(response), failure));
        return;
      } catch (RuntimeException e) {
        // It is a stage that cannot be watched.
      }
    }
    call.withdraw();
  }

  private static int status(@Nullable Object response) {
    return response instanceof HttpResponse<?> http ? http.statusCode() : 0;
  }
}
