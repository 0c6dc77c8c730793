package io.targetedprofiler.examples.shop;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The table {@code stock}. */
final class StockRepository {

  /**
   * The condition on the quantity makes the check and the update one step, safe against other
   * customers.
   */
  private static final String TAKE = "update stock set qty = qty - ? where sku = ? and qty >= ?";

  void reserve(Transaction transaction, String sku, int qty) throws SQLException {
    try (PreparedStatement update = transaction.connection().prepareStatement(TAKE)) {
      update.setInt(1, qty);
      update.setString(2, sku);
      update.setInt(3, qty);
      if (update.executeUpdate() == 0) {
        throw new OutOfStockException(sku);
      }
    }
  }
}
