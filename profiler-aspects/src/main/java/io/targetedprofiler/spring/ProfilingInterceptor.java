package io.targetedprofiler.spring;

import io.targetedprofiler.web.ServletCalls;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.AsyncHandlerInterceptor;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Makes the requests of Spring MVC profiled calls that are named after the pattern by which their
 * handler was chosen. Rendering the answer is part of the call. Boot registers it by itself;
 * without Boot: {@code registry.addInterceptor(new ProfilingInterceptor())}.
 */
public final class ProfilingInterceptor implements AsyncHandlerInterceptor {

  /** That of static resources, which takes whatever nobody else does. */
  private static final String ANYTHING = "/**";

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    ServletCalls.open(request, route(request));
    return true;
  }

  @Override
  public void afterConcurrentHandlingStarted(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (!ServletCalls.leavesInner(request)) {
      ServletCalls.leftThread(request, response);
    }
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception unhandled) {
    if (ServletCalls.leavesInner(request)) {
      return;
    }
    Object handled = request.getAttribute(DispatcherServlet.EXCEPTION_ATTRIBUTE);
    Throwable cause = unhandled != null || !(handled instanceof Throwable t) ? unhandled : t;
    ServletCalls.answered(request, response, cause);
  }

  private static @Nullable String route(HttpServletRequest request) {
    Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    return pattern == null || pattern.toString().equals(ANYTHING) ? null : pattern.toString();
  }
}
