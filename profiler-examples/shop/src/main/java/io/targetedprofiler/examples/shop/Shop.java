package io.targetedprofiler.examples.shop;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;

/** The running shop: its parts put together, its web server and the tax service started. */
final class Shop implements AutoCloseable {

  private static final int THREADS = 8;
  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry meters;
  private final Database database;
  private final WebServer taxServer;
  private final WebServer shopServer;

  private Shop(
      PrometheusMeterRegistry meters,
      Database database,
      WebServer taxServer,
      WebServer shopServer) {
    this.meters = meters;
    this.database = database;
    this.taxServer = taxServer;
    this.shopServer = shopServer;
  }

  /** A shop at {@code port} or, if that is 0, any that is free. */
  static Shop start(int port, TaxService taxService) throws IOException, SQLException {
    // First of all, because a port that is taken is the likeliest failure.
    WebServer shopServer = new WebServer("http", port, THREADS);
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    // That is all it takes: the profiler's meters live in the global registry, this one shows them.
    Metrics.addRegistry(meters);
    WebServer taxServer = new WebServer("tax", 0, THREADS);
    taxServer.on("GET", TaxService.PATH, taxService).start();
    Database database = Database.open(THREADS, meters);
    OrderService orders =
        new OrderService(
            database,
            new PricingService(new PriceRepository(database), new TaxClient(taxServer.uri())),
            new StockService(new StockRepository()),
            new OrderRepository());
    shopServer
        .on("POST", "/checkout", new CheckoutEndpoint(orders))
        .on("GET", "/metrics", request -> Response.text(PROMETHEUS_TEXT, meters.scrape()))
        .start();
    return new Shop(meters, database, taxServer, shopServer);
  }

  URI uri() {
    return shopServer.uri();
  }

  @Override
  public void close() {
    shopServer.close();
    taxServer.close();
    database.close();
    Metrics.removeRegistry(meters);
    meters.close();
  }
}
