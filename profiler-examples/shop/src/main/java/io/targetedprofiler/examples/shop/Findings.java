package io.targetedprofiler.examples.shop;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a reader should see in the figures, in plain words. */
final class Findings {

  private static final String LOOKUP = "TaxClient.lookup";

  private final ProfileFigures figures;
  private final List<Cart> carts;

  Findings(ProfileFigures figures, List<Cart> carts) {
    this.figures = figures;
    this.carts = carts;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        say(
            "%d checkouts took %.1f ms on average; %d returned, %d threw.",
            figures.markedCalls(),
            millis(figures.seconds(), figures.markedCalls()),
            figures.outcomes().getOrDefault("returned", 0L),
            figures.outcomes().getOrDefault("threw", 0L)));
    figures.selfSeconds().entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .ifPresent(heaviest -> lines.add(heaviest(heaviest.getKey(), heaviest.getValue())));
    lines.add(repeatedLookups());
    figures
        .calls()
        .forEach(
            (method, calls) -> {
              if (method.contains("Repository.") && calls > figures.markedCalls()) {
                lines.add(repeatedStatement(method, calls));
              }
            });
    return lines;
  }

  private String heaviest(String method, double seconds) {
    long calls = figures.calls().getOrDefault(method, 0L);
    return say(
        "The time goes to %s: %.0f %% of it, %.1f ms a call, %.1f calls a checkout.",
        method, 100 * figures.share(method), millis(seconds, calls), perCheckout(calls));
  }

  private String repeatedLookups() {
    return say(
        "%s is asked %d times about %d countries: the answers should be remembered.",
        LOOKUP,
        figures.calls().getOrDefault(LOOKUP, 0L),
        carts.stream().map(Cart::country).distinct().count());
  }

  private String repeatedStatement(String method, long calls) {
    return say(
        "%s goes to the database %d times for %d items in %d carts, %.1f times a checkout: N+1.",
        method,
        calls,
        carts.stream().mapToInt(cart -> cart.items().size()).sum(),
        carts.size(),
        perCheckout(calls));
  }

  private double perCheckout(long calls) {
    return (double) calls / figures.markedCalls();
  }

  private static double millis(double seconds, long calls) {
    return 1000 * seconds / calls;
  }

  private static String say(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
