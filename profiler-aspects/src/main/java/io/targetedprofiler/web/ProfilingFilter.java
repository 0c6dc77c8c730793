package io.targetedprofiler.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes the requests of each servlet profiled calls that are named after the pattern that it is
 * mapped to. Servlets of frameworks that have routes of their own are left to what knows these.
 */
public final class ProfilingFilter implements Filter {

  private static final Set<String> ROUTERS =
      Set.of(
          "org.springframework.web.servlet.DispatcherServlet",
          "org.glassfish.jersey.servlet.ServletContainer",
          "org.jboss.resteasy.plugins.server.servlet.HttpServletDispatcher",
          "org.jboss.resteasy.plugins.server.servlet.HttpServlet30Dispatcher",
          "org.apache.cxf.transport.servlet.CXFServlet",
          "org.apache.cxf.jaxrs.servlet.CXFNonSpringJaxrsServlet");

  /** By the name of a servlet: whether it is one of those. */
  private final Map<String, Boolean> routers = new ConcurrentHashMap<>();

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request instanceof HttpServletRequest http
        && response instanceof HttpServletResponse answer
        && opened(http)) {
      profile(http, answer, chain);
    } else {
      chain.doFilter(request, response);
    }
  }

  private boolean opened(HttpServletRequest request) {
    HttpServletMapping mapping = request.getHttpServletMapping();
    return !isRouter(request, mapping.getServletName())
        && ServletCalls.open(request, route(mapping));
  }

  private static void profile(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Throwable failure = null;
    try {
      chain.doFilter(request, response);
    } catch (Throwable thrown) {
      failure = thrown;
      throw thrown;
    } finally {
      if (failure == null && request.isAsyncStarted()) {
        ServletCalls.leftThread(request, response);
      } else {
        ServletCalls.answered(request, response, failure);
      }
    }
  }

  private boolean isRouter(HttpServletRequest request, String servlet) {
    return routers.computeIfAbsent(
        servlet,
        name -> {
          ServletRegistration known = request.getServletContext().getServletRegistration(name);
          String type = known == null ? null : known.getClassName();
          return type != null && ROUTERS.contains(type);
        });
  }

  /** What matches the default servlet has found no other. */
  private static @Nullable String route(HttpServletMapping mapping) {
    if (mapping.getMappingMatch() == MappingMatch.DEFAULT) {
      return null;
    }
    String pattern = mapping.getPattern();
    return pattern.isEmpty() ? "/" : pattern;
  }
}
