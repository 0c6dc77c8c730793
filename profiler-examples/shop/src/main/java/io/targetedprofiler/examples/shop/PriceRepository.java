package io.targetedprofiler.examples.shop;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The table {@code price}. */
final class PriceRepository {

  private final Database database;

  PriceRepository(Database database) {
    this.database = database;
  }

  BigDecimal priceOf(String sku) throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement select =
            connection.prepareStatement("select net from price where sku = ?")) {
      select.setString(1, sku);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          throw new UnknownSkuException(sku);
        }
        return row.getBigDecimal("net");
      }
    }
  }
}
