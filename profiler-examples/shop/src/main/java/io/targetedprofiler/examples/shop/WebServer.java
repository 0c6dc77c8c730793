package io.targetedprofiler.examples.shop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The JDK's HTTP server on the loopback interface, with a bounded pool of named threads. */
final class WebServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

  static {
    // The server writes head and body of an answer apart; with Nagle's algorithm on, each answer on
    // a
    // connection that is kept alive would wait 40 ms for the client's delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ThreadPoolExecutor threads;

  /**
   * @param name of the threads, which add a number to it
   * @param port 0 for any that is free
   */
  WebServer(String name, int port, int threadCount) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    AtomicInteger number = new AtomicInteger();
    threads =
        new ThreadPoolExecutor(
            threadCount,
            threadCount,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(100),
            work -> new Thread(work, name + "-" + number.incrementAndGet()),
            // When all is full the thread that accepts requests works too, and so accepts no more.
            new ThreadPoolExecutor.CallerRunsPolicy());
    server.setExecutor(threads);
  }

  /** All paths that start with the given one and that no longer one claims. */
  WebServer on(String method, String path, Endpoint endpoint) {
    server.createContext(path, exchange -> serve(exchange, method, endpoint));
    return this;
  }

  WebServer start() {
    server.start();
    return this;
  }

  URI uri() {
    InetSocketAddress address = server.getAddress();
    return URI.create("http://" + address.getHostString() + ":" + address.getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }

  private static void serve(HttpExchange exchange, String method, Endpoint endpoint)
      throws IOException {
    try (exchange) {
      Response response = answer(exchange, method, endpoint);
      exchange.getResponseHeaders().set("Content-Type", response.contentType());
      byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(response.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static Response answer(HttpExchange exchange, String method, Endpoint endpoint) {
    if (!exchange.getRequestMethod().equals(method)) {
      return Response.error(405, "only " + method + " here");
    }
    try {
      return endpoint.answer(exchange);
    } catch (Exception e) {
      LOG.error("{} {} failed", method, exchange.getRequestURI(), e);
      return Response.error(500, "internal error");
    }
  }
}
