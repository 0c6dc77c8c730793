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
  private static final String DEPTH = OPEN + ".depth";
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
    if (WITHIN.contains(request.getDispatcherType())) {
      request.setAttribute(DEPTH, depth(request) + 1);
    }
    if (request.getDispatcherType() != DispatcherType.REQUEST
        || request.getAttribute(OPEN) != null) {
      return false;
    }
    WebCall call = WebCall.open(request.getMethod(), route);
    request.setAttribute(OPEN, call.within(request.getHeader("traceparent")));
    return true;
  }

  /** The thread leaves the request, which goes on asynchronously. */
  public static void leftThread(HttpServletRequest request, HttpServletResponse response) {
    if (request.getAttribute(OPEN) instanceof WebCall call) {
      call.leftThread();
      try {
        request.getAsyncContext().addListener(new End(call), request, response);
      } catch (IllegalStateException e) { // it was over before
        call.answered(response.getStatus(), null);
      }
    }
  }

  /**
   * The request is answered.
   *
   * @param cause what the handler threw, or null
   */
  public static void answered(
      HttpServletRequest request, HttpServletResponse response, @Nullable Throwable cause) {
    if (request.getAttribute(OPEN) instanceof WebCall call) {
      call.answered(response.getStatus(), rootOf(cause));
    }
  }

  /** Whether somebody has opened it who knows its route. */
  static boolean isOpen(HttpServletRequest request) {
    return request.getAttribute(OPEN) != null || request.getAttribute(ResourceCalls.OPEN) != null;
  }

  /**
   * Whether what ends here is the handler of a forward or an include that {@link #open} was told
   * of, after which whoever made it goes on. The request cannot be asked: not every container tells
   * it when a forward is over.
   */
  public static boolean leavesInner(HttpServletRequest request) {
    int depth = depth(request);
    if (depth > 0) {
      request.setAttribute(DEPTH, depth - 1);
    }
    return depth > 0;
  }

  private static int depth(HttpServletRequest request) {
    return request.getAttribute(DEPTH) instanceof Integer depth ? depth : 0;
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
