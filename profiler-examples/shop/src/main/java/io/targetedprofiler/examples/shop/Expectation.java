package io.targetedprofiler.examples.shop;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the shop must do with a list of carts, told from the carts alone: how it answers, and how
 * often each method runs that calls SQL or the tax service.
 */
final class Expectation {

  private final Map<String, Long> calls = new TreeMap<>();
  private final List<Integer> statuses;

  private final boolean parallel;

  /**
   * @param parallel whether prices and stock are looked up at the same time: then all of them are
   */
  Expectation(List<Cart> carts, boolean parallel) {
    this.parallel = parallel;
    statuses = carts.stream().map(this::follow).toList();
  }

  /** Calls by method, named as the meters name it. */
  Map<String, Long> calls() {
    return calls;
  }

  List<Integer> statuses() {
    return statuses;
  }

  /** A cart's way through the shop, up to the end or to the first item that the shop refuses. */
  private int follow(Cart cart) {
    count("OrderService.checkout");
    if (parallel) {
      return followParallel(cart);
    }
    for (CartItem item : cart.items()) {
      count("PricingService.price");
      count("PriceRepository.priceOf");
      if (item.sku().equals(RandomCarts.UNKNOWN)) {
        return 404;
      }
      count("TaxClient.lookup");
    }
    return take(cart);
  }

  private int followParallel(Cart cart) {
    boolean known = true;
    boolean there = true;
    for (CartItem item : cart.items()) {
      count("PricingService.price");
      count("PriceRepository.priceOf");
      count("StockRepository.piecesOf");
      if (item.sku().equals(RandomCarts.UNKNOWN)) {
        known = false;
      } else {
        count("TaxClient.lookup");
      }
      there &= !item.sku().equals(RandomCarts.SOLD_OUT);
    }
    return !known ? 404 : !there ? 409 : take(cart);
  }

  private int take(Cart cart) {
    for (String sku : cart.items().stream().map(CartItem::sku).sorted().toList()) {
      count("StockRepository.reserve");
      if (sku.equals(RandomCarts.SOLD_OUT)) {
        return 409;
      }
    }
    count("OrderRepository.insertOrder");
    count("OrderRepository.insertItems");
    count("Transaction.commit");
    return 200;
  }

  private void count(String method) {
    calls.merge(method, 1L, Long::sum);
  }
}
