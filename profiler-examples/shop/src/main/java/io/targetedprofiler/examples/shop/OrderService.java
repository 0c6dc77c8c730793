package io.targetedprofiler.examples.shop;

import io.targetedprofiler.Profile;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Turns a cart into an order. */
final class OrderService {

  private final Database database;
  private final PricingService pricing;
  private final StockService stock;
  private final OrderRepository orders;
  private final Optional<ExecutorService> lookups;

  /**
   * @param lookups where prices and stock are looked up in parallel; empty to look up nothing but
   *     prices, one after the other
   */
  OrderService(
      Database database,
      PricingService pricing,
      StockService stock,
      OrderRepository orders,
      Optional<ExecutorService> lookups) {
    this.database = database;
    this.pricing = pricing;
    this.stock = stock;
    this.orders = orders;
    this.lookups = lookups;
  }

  /**
   * Prices the items, then takes them from the stock and stores the order in one transaction: all
   * of it happens or none.
   *
   * @throws ShopException if the shop refuses the cart
   */
  @Profile(value = "checkout", args = true, timeline = true)
  Receipt checkout(String cartId, List<CartItem> items, String country)
      throws SQLException, InterruptedException {
    // Before the transaction, so that the slow tax service never makes others wait for our row
    // locks.
    List<PricedItem> priced = new ArrayList<>(items.size());
    if (lookups.isPresent()) {
      priced.addAll(priceInParallel(items, country, lookups.get()));
    } else {
      for (CartItem item : items) {
        priced.add(pricing.price(item, country));
      }
    }
    try (Transaction transaction = database.begin()) {
      stock.reserve(transaction, items);
      long orderId = orders.save(transaction, cartId, priced);
      transaction.commit();
      return Receipt.of(orderId, cartId, priced);
    }
  }

  /** Looks at the stock meanwhile, to say early what would be refused later anyway. */
  private List<PricedItem> priceInParallel(
      List<CartItem> items, String country, ExecutorService pool)
      throws SQLException, InterruptedException {
    Future<Boolean> inStock = pool.submit(() -> stock.isThere(items));
    List<Callable<PricedItem>> questions = new ArrayList<>();
    for (CartItem item : items) {
      questions.add(() -> pricing.price(item, country));
    }
    List<Future<PricedItem>> answers = pool.invokeAll(questions);
    boolean there = answerOf(inStock);
    List<PricedItem> priced = new ArrayList<>();
    for (Future<PricedItem> answer : answers) {
      priced.add(answerOf(answer));
    }
    if (!there) {
      throw new OutOfStockException("the cart's articles");
    }
    return priced;
  }

  private static <T> T answerOf(Future<T> future) throws SQLException, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ShopException refusal) {
        throw refusal;
      }
      if (e.getCause() instanceof SQLException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
