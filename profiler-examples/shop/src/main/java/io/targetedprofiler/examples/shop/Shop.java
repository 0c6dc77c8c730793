package io.targetedprofiler.examples.shop;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The running shop: its parts put together, its web server and the tax service started. */
final class Shop implements AutoCloseable {

  private static final int THREADS = 8;
  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry meters;
  private final Database database;
  private final WebServer taxServer;
  private final WebServer shopServer;
  private final Optional<ExecutorService> lookups;

  private Shop(
      PrometheusMeterRegistry meters,
      Database database,
      WebServer taxServer,
      WebServer shopServer,
      Optional<ExecutorService> lookups) {
    this.lookups = lookups;
    this.meters = meters;
    this.database = database;
    this.taxServer = taxServer;
    this.shopServer = shopServer;
  }

  /**
   * A shop at {@code port} or, if that is 0, any that is free.
   *
   * @param parallel whether a checkout looks prices and stock up at the same time
   */
  static Shop start(int port, Endpoint taxService, boolean parallel)
      throws IOException, SQLException {
    // First of all, because a port that is taken is the likeliest failure.
    WebServer shopServer = new WebServer("http", port, THREADS);
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    // That is all it takes: the profiler's meters live in the global registry, this one shows them.
    Metrics.addRegistry(meters);
    WebServer taxServer = new WebServer("tax", 0, THREADS);
    taxServer.on("GET", TaxService.PATH, taxService).start();
    Database database = Database.open(THREADS, meters);
    Optional<ExecutorService> lookups =
        parallel ? Optional.of(Executors.newFixedThreadPool(THREADS)) : Optional.empty();
    OrderService orders =
        new OrderService(
            database,
            new PricingService(new PriceRepository(database), new TaxClient(taxServer.uri())),
            new StockService(new StockRepository(database)),
            new OrderRepository(),
            lookups);
    shopServer
        .on("POST", "/checkout", new CheckoutEndpoint(orders))
        .on("GET", "/metrics", request -> Response.text(PROMETHEUS_TEXT, meters.scrape()))
        .start();
    return new Shop(meters, database, taxServer, shopServer, lookups);
  }

  URI uri() {
    return shopServer.uri();
  }

  @Override
  public void close() {
    shopServer.close();
    taxServer.close();
    lookups.ifPresent(ExecutorService::shutdownNow);
    database.close();
    Metrics.removeRegistry(meters);
    meters.close();
  }
}
