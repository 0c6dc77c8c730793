package io.targetedprofiler;

import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.record.RootSite;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request as a profiled call, from when its handler is known until it is answered: what the
 * adapters of web frameworks call, and whoever writes one for another framework. Opened and left by
 * the thread that begins with the request. Never throws.
 */
public final class WebCall {

  private static final String NO_ROUTE = "(no route)";

  /** Others may be made up by who sends the request. */
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY");

  /** Version, trace, parent and flags; longer ones may come. */
  private static final Pattern W3C =
      Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

  private static final int FIRST_ERROR = 400;
  private static final int SERVER_ERROR = 500;

  private final ProfiledCall call;
  private final AtomicBoolean answered = new AtomicBoolean();

  /** Completes when the request is answered that has left its thread. */
  private volatile @Nullable CompletableFuture<@Nullable Void> end;

  private WebCall(ProfiledCall call) {
    this.call = call;
  }

  /** Whether requests are profiled: {@code profiler.web}. Holds for the life of the process. */
  public static boolean isWanted() {
    try {
      return Engine.get().profilesRequests();
    } catch (RuntimeException | Error e) {
      Failures.say("requests cannot be profiled", e);
      return false;
    }
  }

  /**
   * A request begins.
   *
   * @param method of HTTP
   * @param route the template that the framework chose the handler by, such as {@code
   *     /customers/{id}}, never a path that was sent; null if there is none
   */
  public static WebCall open(String method, @Nullable String route) {
    try {
      RootSite root = Engine.get().request(method, route == null ? NO_ROUTE : route);
      return new WebCall(ProfiledCall.begin(root));
    } catch (RuntimeException | Error e) {
      Failures.say("a request could not be profiled", e);
      return new WebCall(ProfiledCall.begin(null));
    }
  }

  /** What requests of one kind are called. */
  static String nameOf(String method, String route) {
    return known(method) + ' ' + route;
  }

  /** One of a few. */
  static String known(String method) {
    return isKnown(method) ? method : "(other)";
  }

  static boolean isKnown(String method) {
    return METHODS.contains(method);
  }

  /**
   * The request came as part of a trace.
   *
   * @param traceParent what its header of W3C says; what is none is ignored
   */
  public WebCall within(@Nullable String traceParent) {
    if (traceParent != null && W3C.matcher(traceParent).matches()) {
      call.argument(CallReport.TRACE_PARENT, traceParent);
    }
    return this;
  }

  /**
   * The thread turns to other work before the request is answered. What it does from here on is not
   * recorded; the request lasts until {@link #answered}, which may be called by any thread then.
   * The second time does nothing: whoever forwards to a handler that answers later leaves as well.
   */
  public void leftThread() {
    if (end != null) {
      return;
    }
    CompletableFuture<@Nullable Void> whole = new CompletableFuture<>();
    end = whole;
    call.closeWith(whole);
  }

  /**
   * The request is answered, which ends the call. The second time does nothing.
   *
   * @param status of HTTP; from 500 on the call has failed
   * @param cause what the handler threw, as far as it is known, whether somebody made an answer of
   *     it or not
   */
  public void answered(int status, @Nullable Throwable cause) {
    if (!answered.compareAndSet(false, true)) {
      return;
    }
    boolean unhandled = cause != null && status < FIRST_ERROR;
    int sent = unhandled ? SERVER_ERROR : status;
    call.argument("status", String.valueOf(sent));
    Throwable failure = sent < SERVER_ERROR ? null : cause == null ? new ServerError(sent) : cause;
    CompletableFuture<@Nullable Void> whole = end;
    if (whole == null) {
      if (failure != null) {
        call.failed(failure);
      }
      call.close();
    } else if (failure == null) {
      whole.complete(null);
    } else {
      whole.completeExceptionally(failure);
    }
  }

  /** An answer of 500 or above whose cause is not known. */
  private static final class ServerError extends Exception {

    private static final long serialVersionUID = 1;

    ServerError(int status) {
      super("status " + status, null, false, false);
    }
  }
}
