package io.targetedprofiler.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.targetedprofiler.format.PprofReader;
import io.targetedprofiler.model.ReportSet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server on the loopback interface that reads what it gets as Pyroscope does: the parameters of
 * the ingest interface, the series in their notation, the body as a pprof file.
 */
public final class PyroscopeStandIn implements AutoCloseable {

  /** One profile that was pushed. */
  public record Push(
      String path,
      Map<String, String> parameters,
      Map<String, String> labels,
      Map<String, String> headers,
      byte[] body) {

    public ReportSet profile() {
      try {
        return new PprofReader().read(new ByteArrayInputStream(body), "pushed");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private record Answer(int status, String body) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch released = new CountDownLatch(1);
  private final List<Push> pushes = new CopyOnWriteArrayList<>();
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private volatile boolean silent;

  public PyroscopeStandIn() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The answer to the next push of those that have none yet; else it is 200. */
  PyroscopeStandIn answer(int status, String body) {
    answers.add(new Answer(status, body));
    return this;
  }

  /** From now on takes pushes and never answers. */
  PyroscopeStandIn silent() {
    silent = true;
    return this;
  }

  public List<Push> pushes() {
    return pushes;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Map<String, String> parameters = parameters(exchange.getRequestURI().getRawQuery());
      Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
      pushes.add(
          new Push(
              exchange.getRequestMethod() + ' ' + exchange.getRequestURI().getPath(),
              parameters,
              labels(parameters.getOrDefault("name", "")),
              headers,
              body));
      if (silent) {
        released.await();
      }
      Answer answer = answers.isEmpty() ? new Answer(200, "") : answers.remove();
      byte[] text = answer.body.getBytes(UTF_8);
      exchange.sendResponseHeaders(answer.status, text.length == 0 ? -1 : text.length);
      exchange.getResponseBody().write(text);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new TreeMap<>();
    for (String pair : query.split("&")) {
      String[] parts = pair.split("=", 2);
      parameters.put(URLDecoder.decode(parts[0], UTF_8), URLDecoder.decode(parts[1], UTF_8));
    }
    return parameters;
  }

  /** {@code app{name=value,…}}: up to the brace the application, values end at a comma or brace. */
  private static Map<String, String> labels(String series) {
    Map<String, String> labels = new TreeMap<>();
    int brace = series.indexOf('{');
    labels.put("__name__", series.substring(0, brace));
    String rest = series.substring(brace + 1, series.indexOf('}'));
    for (String pair : rest.split(",")) {
      int equals = pair.indexOf('=');
      labels.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return labels;
  }

  @Override
  public void close() {
    released.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
