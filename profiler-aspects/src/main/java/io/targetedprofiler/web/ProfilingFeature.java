package io.targetedprofiler.web;

import io.targetedprofiler.WebCall;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;

/**
 * Makes the requests of each JAX-RS resource method profiled calls, named after its templates.
 * Found by what implements Jakarta REST 3.1; earlier ones are told to {@code register} it.
 */
public final class ProfilingFeature implements DynamicFeature {

  /** Before authentication, after the answer is made. */
  private static final int OUTERMOST = 0;

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    if (WebCall.isWanted()) {
      context.register(new ResourceCalls(new ResourceRoute(resource)), OUTERMOST);
    }
  }
}
