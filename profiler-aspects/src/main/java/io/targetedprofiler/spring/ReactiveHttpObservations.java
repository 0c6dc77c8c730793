package io.targetedprofiler.spring;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.targetedprofiler.HttpCalls;
import io.targetedprofiler.record.HandOver;
import io.targetedprofiler.record.OutsideCall;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientRequestObservationContext;
import org.springframework.web.reactive.function.client.ClientResponse;

/**
 * Requests of {@code WebClient}, which are answered on other threads than the one that sends them:
 * work that is handed over where the request is subscribed to.
 */
final class ReactiveHttpObservations
    implements ObservationHandler<ClientRequestObservationContext> {

  @Override
  public boolean supportsContext(Observation.Context context) {
    return context instanceof ClientRequestObservationContext;
  }

  @Override
  public void onStart(ClientRequestObservationContext context) {
    ClientRequest.Builder builder = OutsideCall.isWanted() ? context.getCarrier() : null;
    if (builder == null) {
      return;
    }
    ClientRequest request = builder.build(); // the context has none yet
    HandOver call = HttpCalls.beginElsewhere(request.method().name(), request.url().getHost());
    if (call != null) {
      context.put(HandOver.class, call);
    }
  }

  @Override
  public void onStop(ClientRequestObservationContext context) {
    HandOver call = context.get(HandOver.class);
    if (call != null) {
      HttpCalls.endElsewhere(call, status(context.getResponse()), context.getError());
    }
  }

  private static int status(@Nullable ClientResponse response) {
    return response == null ? 0 : response.statusCode().value();
  }
}
