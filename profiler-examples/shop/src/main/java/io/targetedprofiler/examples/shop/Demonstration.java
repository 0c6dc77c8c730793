package io.targetedprofiler.examples.shop;

import io.targetedprofiler.Profiler;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A shop with customers in it, and what the profiler has to say about both. */
final class Demonstration {

  private static final int CUSTOMERS_AT_A_TIME = 4;
  private static final long SEED = 42;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final List<Cart> carts;
  private final Expectation expected;
  private final Endpoint taxService;
  private final boolean parallel;
  private final PrintStream out;

  Demonstration(int carts, Endpoint taxService, boolean parallel, PrintStream out) {
    this.carts = RandomCarts.list(carts, SEED);
    this.expected = new Expectation(this.carts, parallel);
    this.parallel = parallel;
    this.taxService = taxService;
    this.out = out;
  }

  /** Returns whether shop and profiler did what the carts ask for, to the call. */
  boolean run() throws Exception {
    try (Shop shop = Shop.start(0, taxService, parallel)) {
      Customers customers = new Customers(shop.uri());
      out.printf(
          "The shop listens at %s; %d customers at a time bring %d carts.%n",
          shop.uri(), CUSTOMERS_AT_A_TIME, carts.size());
      Scrape before = Scrape.parse(customers.scrape());
      List<Integer> statuses = shopping(customers);
      if (!Profiler.flush(PATIENCE)) {
        return failed("the reports did not arrive within " + PATIENCE.toSeconds() + " s");
      }
      String metrics = customers.scrape();
      return judge(statuses, before, metrics);
    }
  }

  /**
   * The log's rate lets the first two reports through for sure, so the first two customers come one
   * by one: one who gets what he wants, and one who does not.
   */
  private List<Integer> shopping(Customers customers) throws Exception {
    List<Integer> statuses = new ArrayList<>();
    statuses.addAll(customers.checkout(carts.subList(0, 2), 1));
    statuses.addAll(customers.checkout(carts.subList(2, carts.size()), CUSTOMERS_AT_A_TIME));
    return statuses;
  }

  private boolean judge(List<Integer> statuses, Scrape before, String metrics) {
    ProfileFigures figures = ProfileFigures.between(before, Scrape.parse(metrics), "checkout");
    if (figures.markedCalls() == 0) {
      return failed("no marked call in the meters; is the shop woven?");
    }
    printExcerpt(metrics);
    out.printf("%nWhat the report shows%n");
    new Findings(figures, carts).lines().forEach(line -> out.println("- " + line));
    out.println();
    return agrees(statuses, figures);
  }

  private void printExcerpt(String metrics) {
    List<String> ours =
        metrics.lines().filter(line -> line.startsWith("profiler_")).sorted().toList();
    List<String> excerpt = ours.stream().filter(this::isTelling).toList();
    out.printf("%nFrom GET /metrics%n");
    excerpt.forEach(line -> out.println("  " + line));
    out.printf("  and %d more lines of profiler_…%n", ours.size() - excerpt.size());
  }

  /** The marked calls; the methods whose counts the carts determine; and what is missing. */
  private boolean isTelling(String line) {
    if (line.startsWith("profiler_methods_")) {
      return line.matches("profiler_methods_(seconds_count|self_seconds_sum)\\{.*")
          && expected.calls().keySet().stream().anyMatch(m -> line.contains('"' + m + '"'));
    }
    return line.matches("profiler_(calls_seconds_(count|sum)|reports_\\w+)\\{.*");
  }

  private boolean agrees(List<Integer> statuses, ProfileFigures figures) {
    if (!statuses.equals(expected.statuses())) {
      return failed("the shop's answers are not those that the carts ask for: " + statuses);
    }
    boolean agrees = true;
    for (Map.Entry<String, Long> method : expected.calls().entrySet()) {
      Long counted = figures.calls().get(method.getKey());
      if (!Objects.equals(counted, method.getValue())) {
        agrees =
            failed(
                "the requests make %d calls of %s, the meters count %s"
                    .formatted(method.getValue(), method.getKey(), counted));
      }
    }
    if (agrees) {
      out.println(
          "Checked: the meters count the calls that the requests make, no more and no less");
      expected.calls().forEach((method, calls) -> out.printf("%7d  %s%n", calls, method));
    }
    return agrees;
  }

  private boolean failed(String reason) {
    out.println("FAILED: " + reason);
    return false;
  }
}
