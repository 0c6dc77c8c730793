package io.targetedprofiler.examples.boot;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Another service, which the shop asks. */
public final class TaxService implements AutoCloseable {

  private final HttpServer server;

  private TaxService(HttpServer server) {
    this.server = server;
  }

  /** Starts one on a free port. */
  public static TaxService start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] rate = "0.2".getBytes(StandardCharsets.US_ASCII);
    server.createContext(
        "/rates/",
        exchange -> {
          exchange.sendResponseHeaders(200, rate.length);
          exchange.getResponseBody().write(rate);
          exchange.close();
        });
    server.start();
    return new TaxService(server);
  }

  /** Where it is. */
  public URI uri() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
