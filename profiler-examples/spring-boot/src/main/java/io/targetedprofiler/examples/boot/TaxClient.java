package io.targetedprofiler.examples.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Asks another service for the rate of a tax. */
@Component
class TaxClient {

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI service;

  TaxClient(@Value("${shop.tax-service}") URI service) {
    this.service = service;
  }

  BigDecimal rate(String country) {
    HttpRequest request = HttpRequest.newBuilder(service.resolve("/rates/" + country)).build();
    try {
      return new BigDecimal(client.send(request, BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
