package io.targetedprofiler.examples.benchmarks.real;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** A small shop's statements on an H2 database in memory: look-ups, a join, updates, a scan. */
final class Queries implements Runnable {

  private static final int PRODUCTS = 2_000;
  private static final int LOOKUPS = 200;

  private final PreparedStatement lookup;
  private final PreparedStatement join;
  private final PreparedStatement update;
  private final PreparedStatement scan;
  private long checksum;

  Queries(ClassLoader loader) throws Exception {
    Driver driver =
        (Driver)
            Class.forName("org.h2.Driver", true, loader).getDeclaredConstructor().newInstance();
    Connection connection = driver.connect("jdbc:h2:mem:shop", new Properties());
    fill(connection);
    lookup = connection.prepareStatement("select name, price from product where id = ?");
    join =
        connection.prepareStatement(
            "select p.name, s.qty from product p join stock s on s.product = p.id"
                + " where p.price between ? and ? order by p.name limit 20");
    update = connection.prepareStatement("update stock set qty = qty - 1 where product = ?");
    scan = connection.prepareStatement("select sum(qty), max(product) from stock where qty > ?");
  }

  private static void fill(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("create table product(id int primary key, name varchar, price int)");
      statement.execute("create table stock(product int primary key, qty int)");
      statement.execute("create index by_price on product(price)");
    }
    try (PreparedStatement product =
            connection.prepareStatement("insert into product values(?, ?, ?)");
        PreparedStatement stock = connection.prepareStatement("insert into stock values(?, ?)")) {
      for (int id = 0; id < PRODUCTS; id++) {
        product.setInt(1, id);
        product.setString(2, "product " + id % 97);
        product.setInt(3, id * 31 % 1_000);
        product.execute();
        stock.setInt(1, id);
        stock.setInt(2, 1_000_000 + id);
        stock.execute();
      }
    }
  }

  @Override
  public void run() {
    try {
      for (int i = 0; i < LOOKUPS; i++) {
        lookup.setInt(1, i * 7 % PRODUCTS);
        read(lookup);
        if (i % 4 == 0) {
          update.setInt(1, i);
          checksum += update.executeUpdate();
        }
        if (i % 20 == 0) {
          join.setInt(1, i);
          join.setInt(2, i + 50);
          read(join);
        }
      }
      scan.setInt(1, 500);
      read(scan);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void read(PreparedStatement query) throws SQLException {
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        checksum += rows.getString(1).length() + rows.getLong(2);
      }
    }
  }

  /** So that no work is superfluous. */
  @Override
  public String toString() {
    return "checksum " + checksum;
  }
}
