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
 * mapped to. Servlets of frameworks that have routes of their own are left to what knows these, but
 * for requests that the framework refuses before it has chosen a handler: they have no route. Which
 * frameworks are looked after so, is learnt from the first request that was.
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

  private static final int FIRST_ERROR = 400;

  /** By the name of a servlet: whether it is one of those. */
  private final Map<String, Boolean> routers = new ConcurrentHashMap<>();

  /** The names of those of them whose requests somebody opened. */
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request instanceof HttpServletRequest http
        && response instanceof HttpServletResponse answer) {
      filter(http, answer, chain);
    } else {
      chain.doFilter(request, response);
    }
  }

  private void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletMapping mapping = request.getHttpServletMapping();
    String servlet = mapping.getServletName();
    boolean router = isRouter(request, servlet);
    if (!router && !ServletCalls.open(request, route(mapping))) {
      chain.doFilter(request, response);
      return;
    }
    Throwable failure = null;
    try {
      chain.doFilter(request, response);
    } catch (Throwable thrown) {
      failure = thrown;
      throw thrown;
    } finally {
      boolean goesOn = failure == null && request.isAsyncStarted();
      if (router) {
        routed(request, response, servlet, goesOn, failure);
      } else if (goesOn) {
        ServletCalls.leftThread(request, response);
      } else {
        ServletCalls.answered(request, response, failure);
      }
    }
  }

  private void routed(
      HttpServletRequest request,
      HttpServletResponse response,
      String servlet,
      boolean goesOn,
      @Nullable Throwable failure) {
    if (ServletCalls.isOpen(request)) {
      if (!known.contains(servlet)) {
        known.add(servlet);
      }
    } else if (!goesOn
        && (failure != null || response.getStatus() >= FIRST_ERROR)
        && known.contains(servlet)
        && ServletCalls.open(request, null)) {
      ServletCalls.answered(request, response, failure);
    }
  }

  private boolean isRouter(HttpServletRequest request, String servlet) {
    return routers.computeIfAbsent(
        servlet,
        name -> {
          ServletRegistration found = request.getServletContext().getServletRegistration(name);
          String type = found == null ? null : found.getClassName();
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
