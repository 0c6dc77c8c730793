package io.targetedprofiler.examples.shop;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks the tax service over HTTP, each time anew. */
final class TaxClient {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final URI service;

  TaxClient(URI service) {
    this.service = service;
  }

  /** Returns the country's rate as a fraction, 0.19 for 19 %. */
  BigDecimal lookup(String country) {
    HttpRequest request =
        HttpRequest.newBuilder(service.resolve(TaxService.PATH + country)).timeout(TIMEOUT).build();
    try {
      return rateIn(http.send(request, HttpResponse.BodyHandlers.ofString()), country);
    } catch (IOException e) {
      throw new TaxUnavailableException("tax service does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TaxUnavailableException("interrupted while asking the tax service", e);
    }
  }

  private static BigDecimal rateIn(HttpResponse<String> response, String country) {
    return switch (response.statusCode()) {
      case 200 -> Json.read(response.body(), TaxRate.class).rate();
      case 404 -> throw new UnsupportedCountryException(country);
      default -> throw new TaxUnavailableException("tax service says " + response.statusCode());
    };
  }
}
