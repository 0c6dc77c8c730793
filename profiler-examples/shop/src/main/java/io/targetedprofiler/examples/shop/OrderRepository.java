package io.targetedprofiler.examples.shop;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables {@code purchase} and {@code purchase_item}. */
final class OrderRepository {

  /** Returns the new order's number. */
  long save(Transaction transaction, String cartId, List<PricedItem> items) throws SQLException {
    long orderId = insertOrder(transaction, cartId);
    insertItems(transaction, orderId, items);
    return orderId;
  }

  private static long insertOrder(Transaction transaction, String cartId) throws SQLException {
    try (PreparedStatement insert =
        transaction
            .connection()
            .prepareStatement(
                "insert into purchase (cart_id) values (?)", Statement.RETURN_GENERATED_KEYS)) {
      insert.setString(1, cartId);
      insert.executeUpdate();
      try (ResultSet keys = insert.getGeneratedKeys()) {
        keys.next();
        return keys.getLong(1);
      }
    }
  }

  /** One batch however many items there are: the way that {@link PriceRepository} should go too. */
  private static void insertItems(Transaction transaction, long orderId, List<PricedItem> items)
      throws SQLException {
    try (PreparedStatement insert =
        transaction
            .connection()
            .prepareStatement(
                "insert into purchase_item (purchase_id, sku, qty, net, tax)"
                    + " values (?, ?, ?, ?, ?)")) {
      for (PricedItem item : items) {
        insert.setLong(1, orderId);
        insert.setString(2, item.sku());
        insert.setInt(3, item.qty());
        insert.setBigDecimal(4, item.net());
        insert.setBigDecimal(5, item.tax());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
