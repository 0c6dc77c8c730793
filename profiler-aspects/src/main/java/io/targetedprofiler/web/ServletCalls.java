package io.targetedprofiler.web;

import io.targetedprofiler.WebCall;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The profiled call of a servlet request, which the request itself carries: opened once, by whoever
 * knows the route, and ended when the request is, on whichever thread. Never throws.
 */
public final class ServletCalls {

  private static final String OPEN = ServletCalls.class.getName();
  private static final Set<DispatcherType> WITHIN =
      Set.of(DispatcherType.FORWARD, DispatcherType.INCLUDE);

  private ServletCalls() {}

  /**
   * The request begins, unless it has before or is a forward, an include or the way to an error
   * page.
   *
   * @param route the template of its handler; null if there is none
   * @return whether this opened it
   */
  public static boolean open(HttpServletRequest request, @Nullable String route) {
    if (request.getDispatcherType() != DispatcherType.REQUEST
        || request.getAttribute(OPEN) != null) {
      return false;
    }
    WebCall call = WebCall.open(request.getMethod(), route);
    request.setAttribute(OPEN, call.within(request.getHeader("traceparent")));
    return true;
  }

  /**
   * The thread leaves the request, which goes on asynchronously; nothing within a forward, as
   * whoever forwards will say the same.
   */
  public static void leftThread(HttpServletRequest request, HttpServletResponse response) {
    if (isAtEnd(request) && request.getAttribute(OPEN) instanceof WebCall call) {
      call.leftThread();
      try {
        request.getAsyncContext().addListener(new End(call), request, response);
      } catch (IllegalStateException e) { // it was over before
        call.answered(response.getStatus(), null);
      }
    }
  }

  /**
   * The request is answered; nothing within a forward or an include, after which whoever made it
   * goes on.
   *
   * @param cause what the handler threw, or null
   */
  public static void answered(
      HttpServletRequest request, HttpServletResponse response, @Nullable Throwable cause) {
    if (isAtEnd(request) && request.getAttribute(OPEN) instanceof WebCall call) {
      call.answered(response.getStatus(), rootOf(cause));
    }
  }

  /** Whether somebody has opened it who knows its route. */
  static boolean isOpen(HttpServletRequest request) {
    return request.getAttribute(OPEN) != null || request.getAttribute(ResourceCalls.OPEN) != null;
  }

  private static boolean isAtEnd(HttpServletRequest request) {
    return !WITHIN.contains(request.getDispatcherType());
  }

  /** What the wrapper of servlets and of Spring's dispatcher holds. */
  private static @Nullable Throwable rootOf(@Nullable Throwable cause) {
    Throwable root = cause instanceof ServletException wrapper ? wrapper.getRootCause() : null;
    return root == null ? cause : root;
  }

  private static final class End implements AsyncListener {

    private final WebCall call;
    private volatile @Nullable Throwable failure;

    End(WebCall call) {
      this.call = call;
    }

    @Override
    public void onComplete(AsyncEvent event) {
      ServletResponse response = event.getSuppliedResponse();
      int status = response instanceof HttpServletResponse http ? http.getStatus() : 0;
      call.answered(status, failure);
    }

    @Override
    public void onError(AsyncEvent event) {
      failure = event.getThrowable();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      // What is answered then is up to the application; it completes all the same.
    }

    /** A new cycle begins without the listeners of the last. */
    @Override
    public void onStartAsync(AsyncEvent event) {
      event
          .getAsyncContext()
          .addListener(this, event.getSuppliedRequest(), event.getSuppliedResponse());
    }
  }
}
