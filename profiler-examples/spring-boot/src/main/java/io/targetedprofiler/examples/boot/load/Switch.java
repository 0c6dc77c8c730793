package io.targetedprofiler.examples.boot.load;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Lets a request be served without being profiled, if it says so in a header: the profiler begins
 * none that bears the mark of having begun. In load tests only.
 */
@Component
@ConditionalOnProperty("load.switch")
@Order(Ordered.HIGHEST_PRECEDENCE)
final class Switch implements Filter {

  /** The header; its value is {@link #ON} or {@link #OFF}. */
  static final String HEADER = "Profiled";

  static final String ON = "yes";
  static final String OFF = "no";

  private static final String MARK = "io.targetedprofiler.web.ServletCalls";

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request instanceof HttpServletRequest http && OFF.equals(http.getHeader(HEADER))) {
      request.setAttribute(MARK, OFF);
    }
    chain.doFilter(request, response);
  }
}
