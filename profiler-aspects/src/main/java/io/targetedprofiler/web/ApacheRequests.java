package io.targetedprofiler.web;

import io.targetedprofiler.HttpCalls;
import io.targetedprofiler.record.OutsideCall;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** Requests of Apache's classic client 5, at woven call sites. */
public final class ApacheRequests {

  private ApacheRequests() {}

  /**
   * One is sent.
   *
   * @param arguments of whichever {@code execute}: a target, if there is one, and the request
   */
  public static @Nullable OutsideCall begin(Object[] arguments) {
    String host = null;
    for (Object argument : arguments) {
      if (argument instanceof HttpHost target) {
        host = target.getHostName();
      } else if (argument instanceof HttpRequest request) {
        return HttpCalls.begin(request.getMethod(), host == null ? host(request) : host);
      }
    }
    return null;
  }

  private static @Nullable String host(HttpRequest request) {
    return request.getAuthority() == null ? null : request.getAuthority().getHostName();
  }

  /**
   * It is answered.
   *
   * @param result the response, or what a handler made of it
   */
  public static void end(@Nullable OutsideCall call, @Nullable Object result, boolean threw) {
    HttpCalls.end(call, result instanceof HttpResponse response ? response.getCode() : 0, threw);
  }
}
