package io.targetedprofiler.examples.shop;

import io.targetedprofiler.Profile;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Turns a cart into an order. */
final class OrderService {

  private final Database database;
  private final PricingService pricing;
  private final StockService stock;
  private final OrderRepository orders;

  OrderService(
      Database database, PricingService pricing, StockService stock, OrderRepository orders) {
    this.database = database;
    this.pricing = pricing;
    this.stock = stock;
    this.orders = orders;
  }

  /**
   * Prices the items, then takes them from the stock and stores the order in one transaction: all
   * of it happens or none.
   *
   * @throws ShopException if the shop refuses the cart
   */
  @Profile(value = "checkout", args = true)
  Receipt checkout(String cartId, List<CartItem> items, String country) throws SQLException {
    // Before the transaction, so that the slow tax service never makes others wait for our row
    // locks.
    List<PricedItem> priced = new ArrayList<>(items.size());
    for (CartItem item : items) {
      priced.add(pricing.price(item, country));
    }
    try (Transaction transaction = database.begin()) {
      stock.reserve(transaction, items);
      long orderId = orders.save(transaction, cartId, priced);
      transaction.commit();
      return Receipt.of(orderId, cartId, priced);
    }
  }
}
