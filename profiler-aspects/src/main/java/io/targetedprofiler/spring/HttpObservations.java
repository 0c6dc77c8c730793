package io.targetedprofiler.spring;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.targetedprofiler.HttpCalls;
import io.targetedprofiler.record.OutsideCall;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.observation.ClientRequestObservationContext;

/**
 * Requests of {@code RestClient}, {@code RestTemplate} and what stands on them, by the observations
 * that Spring makes of each. An interceptor would see them as well, but have every body buffered.
 */
final class HttpObservations implements ObservationHandler<ClientRequestObservationContext> {

  @Override
  public boolean supportsContext(Observation.Context context) {
    return context instanceof ClientRequestObservationContext;
  }

  @Override
  public void onStart(ClientRequestObservationContext context) {
    ClientHttpRequest request = context.getCarrier();
    OutsideCall call =
        request == null
            ? null
            : HttpCalls.begin(request.getMethod().name(), request.getURI().getHost());
    if (call != null) {
      context.put(OutsideCall.class, call);
    }
  }

  @Override
  public void onStop(ClientRequestObservationContext context) {
    OutsideCall call = context.get(OutsideCall.class);
    if (call != null) {
      HttpCalls.end(call, status(context.getResponse()), context.getError() != null);
    }
  }

  private static int status(@Nullable ClientHttpResponse response) {
    try {
      return response == null ? 0 : response.getStatusCode().value();
    } catch (IOException e) {
      return 0;
    }
  }
}
