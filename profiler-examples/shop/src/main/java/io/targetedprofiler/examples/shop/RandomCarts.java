package io.targetedprofiler.examples.shop;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Carts as customers fill them, the same ones for the same seed. A few of them cannot be bought.
 */
final class RandomCarts {

  /** In the shop's tables, with nothing left. */
  static final String SOLD_OUT = "grinder";

  /** Not in the shop's tables. */
  static final String UNKNOWN = "unicorn";

  static final List<String> COUNTRIES = List.of("AT", "CH", "DE", "FR");

  private static final List<String> ARTICLES =
      List.of(
          "cocoa",
          "coffee-decaf",
          "coffee-espresso",
          "coffee-filter",
          "cup",
          "kettle",
          "sugar",
          "tea-black",
          "tea-green",
          "tea-white",
          "teapot");

  private final Random random;

  private RandomCarts(Random random) {
    this.random = random;
  }

  static List<Cart> list(int count, long seed) {
    RandomCarts carts = new RandomCarts(new Random(seed));
    return IntStream.range(0, count).mapToObj(carts::next).toList();
  }

  private Cart next(int number) {
    List<String> articles = new ArrayList<>(ARTICLES);
    Collections.shuffle(articles, random);
    List<String> wanted = new ArrayList<>(articles.subList(0, 1 + random.nextInt(5)));
    switch (number % 20) {
      case 1 -> wanted.add(random.nextInt(wanted.size() + 1), SOLD_OUT);
      case 11 -> wanted.add(random.nextInt(wanted.size() + 1), UNKNOWN);
      default -> {
        // an honest cart
      }
    }
    List<CartItem> items =
        wanted.stream().map(sku -> new CartItem(sku, 1 + random.nextInt(3))).toList();
    String country = COUNTRIES.get(random.nextInt(COUNTRIES.size()));
    return new Cart("cart-" + number, items, country);
  }
}
