package io.targetedprofiler.examples.boot;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the shop, sends it some requests, and prints what Actuator then has to say. */
final class Demonstration {

  /** The latest report of each profile, in what the endpoint lists. */
  private static final Pattern LATEST =
      Pattern.compile("\"profile\":\"([^\"]+)\",\"latest\":\\{\"id\":(\\d+)");

  private static final List<String> CART = List.of("cup", "sugar", "cocoa", "teapot", "tea-green");

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI shop;
  private final PrintStream out;

  private Demonstration(URI shop, PrintStream out) {
    this.shop = shop;
    this.out = out;
  }

  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (TaxService taxes = TaxService.start();
        ConfigurableApplicationContext context =
            SpringApplication.run(
                Application.class, "--server.port=0", "--shop.tax-service=" + taxes.uri())) {
      String port = context.getEnvironment().getRequiredProperty("local.server.port");
      new Demonstration(URI.create("http://localhost:" + port), out).run();
    }
  }

  private void run() throws IOException, InterruptedException {
    for (int i = 0; i < 50; i++) { // cold code would be slow for reasons of its own
      shopping();
    }
    String profiles = get("/actuator/profiles");
    Matcher latest = LATEST.matcher(profiles);
    while (latest.find()) {
      out.printf("%nGET /actuator/profiles/%s%n", latest.group(2));
      out.print(get("/actuator/profiles/" + latest.group(2)));
    }
    out.printf("%nFrom GET /actuator/prometheus%n");
    get("/actuator/prometheus")
        .lines()
        .filter(line -> line.startsWith("profiler_calls_seconds_"))
        .filter(line -> !line.contains("_max"))
        .sorted()
        .forEach(line -> out.println("  " + line));
  }

  private void shopping() throws IOException, InterruptedException {
    get("/products/cup/price");
    checkout("/jdbc/checkout", CART);
    checkout("/hibernate/checkout", CART);
    checkout("/jdbc/checkout", List.of("cup", "truffle"));
    get("/produkts");
  }

  private void checkout(String path, List<String> skus) throws IOException, InterruptedException {
    String cart = "{\"id\":\"cart-1\",\"skus\":[\"" + String.join("\",\"", skus) + "\"]}";
    send(
        HttpRequest.newBuilder(shop.resolve(path))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(cart))
            .build());
  }

  private String get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(shop.resolve(path)).build());
  }

  private String send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    if (response.statusCode() >= 500) {
      throw new IOException(request.uri() + " was answered with " + response.statusCode());
    }
    return response.body();
  }
}
