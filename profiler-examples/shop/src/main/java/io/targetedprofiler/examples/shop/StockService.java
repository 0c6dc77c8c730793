package io.targetedprofiler.examples.shop;

import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;

/** Keeps the shop from selling what it does not have. */
final class StockService {

  /**
   * Two customers who lock the same articles in different orders would wait for each other for
   * ever.
   */
  private static final Comparator<CartItem> LOCK_ORDER = Comparator.comparing(CartItem::sku);

  private final StockRepository stock;

  StockService(StockRepository stock) {
    this.stock = stock;
  }

  /** Whether there seems to be enough of everything; others may be faster. */
  boolean isThere(List<CartItem> items) throws SQLException {
    boolean there = true;
    for (CartItem item : items) {
      there &= stock.piecesOf(item.sku()) >= item.qty();
    }
    return there;
  }

  void reserve(Transaction transaction, List<CartItem> items) throws SQLException {
    for (CartItem item : items.stream().sorted(LOCK_ORDER).toList()) {
      stock.reserve(transaction, item.sku(), item.qty());
    }
  }
}
