package io.targetedprofiler.web;

import io.targetedprofiler.HttpCalls;
import io.targetedprofiler.record.OutsideCall;
import okhttp3.Call;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Requests of OkHttp that are waited for, at woven call sites. */
public final class OkHttpRequests {

  private OkHttpRequests() {}

  /** One is sent. */
  public static @Nullable OutsideCall begin(@Nullable Object call) {
    return call instanceof Call http
        ? HttpCalls.begin(http.request().method(), http.request().url().host())
        : null;
  }

  /**
   * It is answered.
   *
   * @param response null if the client threw
   */
  public static void end(@Nullable OutsideCall call, @Nullable Object response) {
    HttpCalls.end(call, response instanceof Response http ? http.code() : 0, response == null);
  }
}
