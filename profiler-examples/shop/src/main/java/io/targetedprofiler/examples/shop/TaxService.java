package io.targetedprofiler.examples.shop;

import com.sun.net.httpserver.HttpExchange;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** {@code GET /rates/XX}: stands for the authority's server, far away and slow. */
final class TaxService implements Endpoint {

  static final String PATH = "/rates/";

  private static final Map<String, BigDecimal> RATES =
      Map.of(
          "AT", new BigDecimal("0.20"),
          "CH", new BigDecimal("0.081"),
          "DE", new BigDecimal("0.19"),
          "FR", new BigDecimal("0.20"));

  private final Duration fastest;
  private final Duration slowest;

  private TaxService(Duration fastest, Duration slowest) {
    this.fastest = fastest;
    this.slowest = slowest;
  }

  /** As slow as such services are. */
  static TaxService farAway() {
    return new TaxService(Duration.ofMillis(5), Duration.ofMillis(15));
  }

  /** For tests of all else. */
  static TaxService nextDoor() {
    return new TaxService(Duration.ZERO, Duration.ZERO);
  }

  @Override
  public Response answer(HttpExchange request) throws InterruptedException {
    travel();
    String country = request.getRequestURI().getPath().substring(PATH.length());
    BigDecimal rate = RATES.get(country);
    return rate == null
        ? Response.error(404, "no rate for " + country)
        : Response.json(200, new TaxRate(country, rate));
  }

  /** The one thing in this shop that is not real: the way to the authority and back. */
  private void travel() throws InterruptedException {
    long nanos = fastest.toNanos();
    if (slowest.compareTo(fastest) > 0) {
      nanos += ThreadLocalRandom.current().nextLong(slowest.minus(fastest).toNanos());
    }
    Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
  }
}
