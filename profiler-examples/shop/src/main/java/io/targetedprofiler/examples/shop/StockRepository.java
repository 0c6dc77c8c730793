package io.targetedprofiler.examples.shop;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The table {@code stock}. */
final class StockRepository {

  /**
   * The condition on the quantity makes the check and the update one step, safe against other
   * customers.
   */
  private static final String TAKE = "update stock set qty = qty - ? where sku = ? and qty >= ?";

  private static final String LOOK = "select qty from stock where sku = ?";

  private final Database database;

  StockRepository(Database database) {
    this.database = database;
  }

  /** How many pieces there are at this moment; 0 of an article that is not known. */
  int piecesOf(String sku) throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement select = connection.prepareStatement(LOOK)) {
      select.setString(1, sku);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getInt("qty") : 0;
      }
    }
  }

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
