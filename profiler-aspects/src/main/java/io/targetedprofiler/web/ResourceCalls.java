package io.targetedprofiler.web;

import io.targetedprofiler.WebCall;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;

/**
 * The profiled calls of one resource method: until the answer is written, or made if it has nothing
 * to write. Of a method that answers later only time and status are known, since JAX-RS does not
 * say when its thread leaves.
 */
final class ResourceCalls
    implements ContainerRequestFilter, ContainerResponseFilter, WriterInterceptor {

  /** A text, not the name of this class: who has no JAX-RS reads it as well. */
  static final String OPEN = "io.targetedprofiler.web.ResourceCalls";

  private static final String STATUS = OPEN + ".status";

  private final ResourceRoute route;

  ResourceCalls(ResourceRoute route) {
    this.route = route;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    WebCall call = WebCall.open(request.getMethod(), route.template());
    request.setProperty(OPEN, call.within(request.getHeaderString("traceparent")));
    if (route.isAsynchronous()) {
      call.leftThread();
    }
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(OPEN) instanceof WebCall call) {
      if (response.hasEntity() && !request.getMethod().equals(HttpMethod.HEAD)) {
        request.setProperty(STATUS, response.getStatus());
      } else {
        call.answered(response.getStatus(), null);
      }
    }
  }

  @Override
  public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
    Throwable failure = null;
    try {
      context.proceed();
    } catch (Throwable thrown) {
      failure = thrown;
      throw thrown;
    } finally {
      if (context.getProperty(OPEN) instanceof WebCall call
          && context.getProperty(STATUS) instanceof Integer status) {
        call.answered(status, failure);
      }
    }
  }
}
