package io.targetedprofiler;

import io.targetedprofiler.record.HandOver;
import io.targetedprofiler.record.NamedSite;
import io.targetedprofiler.record.OutsideCall;
import io.targetedprofiler.record.OutsideSites;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What adapters of HTTP clients call around a request that the program sends, so that it is
 * recorded as {@code HTTP GET api.example.com} if the thread is being profiled: by method and host,
 * never by path or query. Nothing is ever thrown.
 */
public final class HttpCalls {

  private static final OutsideSites SITES = new OutsideSites("HTTP");
  private static final int FIRST_STATUS = 100;
  private static final int LAST_STATUS = 599;

  private HttpCalls() {}

  /**
   * A request is sent by the current thread, which waits for the answer.
   *
   * @param host without user and port; null if it is not known
   * @return null if nobody wants to know
   */
  public static @Nullable OutsideCall begin(String method, @Nullable String host) {
    try {
      return isWanted() ? OutsideCall.begin(site(method, host)) : null;
    } catch (RuntimeException | Error e) {
      Failures.say("a request could not be recorded", e);
      return null;
    }
  }

  /**
   * The answer is there.
   *
   * @param call what {@link #begin} gave
   * @param status of HTTP; 0 if there is none or it is not known
   * @param threw whether the client threw
   */
  public static void end(@Nullable OutsideCall call, int status, boolean threw) {
    try {
      if (call != null) {
        if (status != 0) {
          call.count(counter(status), 1);
        }
        call.end(threw);
      }
    } catch (RuntimeException | Error e) {
      Failures.say("the end of a request could not be recorded", e);
    }
  }

  /**
   * A request is sent, and the current thread does not wait for the answer. It becomes work that
   * was handed over from here.
   *
   * @return null if nobody wants to know
   */
  public static @Nullable HandOver beginElsewhere(String method, @Nullable String host) {
    try {
      return isWanted() ? HandOver.at(site(method, host)) : null;
    } catch (RuntimeException | Error e) {
      Failures.say("a request could not be recorded", e);
      return null;
    }
  }

  /**
   * The answer is there; told by any thread.
   *
   * @param call what {@link #beginElsewhere} gave
   * @param status of HTTP; 0 if there is none or it is not known
   * @param failure what the client failed with, or null
   */
  public static void endElsewhere(
      @Nullable HandOver call, int status, @Nullable Throwable failure) {
    try {
      if (call != null) {
        call.happened(status == 0 ? "" : counter(status), failure);
      }
    } catch (RuntimeException | Error e) {
      Failures.say("the end of a request could not be recorded", e);
    }
  }

  private static boolean isWanted() {
    return OutsideCall.isWanted() && Engine.get().recordsHttp();
  }

  private static NamedSite site(String method, @Nullable String host) {
    String shown = host == null || host.isEmpty() ? "(no host)" : host.toLowerCase(Locale.ROOT);
    return SITES.of(WebCall.known(method) + ' ' + shown);
  }

  private static String counter(int status) {
    return status < FIRST_STATUS || status > LAST_STATUS ? "status.other" : "status." + status;
  }
}
