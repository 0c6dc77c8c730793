package io.targetedprofiler.examples.shop;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Talks to a shop over HTTP, as its customers and its Prometheus do. */
final class Customers {

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI shop;

  Customers(URI shop) {
    this.shop = shop;
  }

  /** Sends all carts, so many at a time, and returns the HTTP status of each. */
  List<Integer> checkout(List<Cart> carts, int atATime)
      throws InterruptedException, ExecutionException {
    ExecutorService queue = Executors.newFixedThreadPool(atATime);
    try {
      List<Callable<Integer>> errands = new ArrayList<>();
      carts.forEach(cart -> errands.add(() -> checkout(cart).statusCode()));
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> status : queue.invokeAll(errands)) {
        statuses.add(status.get());
      }
      return statuses;
    } finally {
      queue.shutdown();
    }
  }

  HttpResponse<String> checkout(Cart cart) throws IOException, InterruptedException {
    return checkout(Json.write(cart));
  }

  HttpResponse<String> checkout(String body) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(shop.resolve("/checkout"))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  String scrape() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(shop.resolve("/metrics")).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
