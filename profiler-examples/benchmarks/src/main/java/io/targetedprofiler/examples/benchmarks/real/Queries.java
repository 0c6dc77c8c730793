package io.targetedprofiler.examples.benchmarks.real;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** A shop's statements on an H2 database in memory. Each round runs a mix of them. */
final class Queries implements Runnable {

  private static final int PRODUCTS = 2_000;

  private final PreparedStatement lookup;
  private final PreparedStatement join;
  private final PreparedStatement update;
  private final PreparedStatement scan;
  private final Mix mix;
  private long checksum;

  /**
   * How many of each statement make a round.
   *
   * @param updated rows that each update changes
   * @param scanned rows that each scan reads
   */
  record Mix(int lookups, int updates, int updated, int joins, int scans, int scanned) {

    /** 600 joins, updates and scans, of which none takes nearly all of the time. */
    static final Mix MIXED = new Mix(0, 200, 40, 200, 200, 130);

    /** Nearly all of it finds one row by its key, in a few microseconds. */
    static final Mix LOOKUPS = new Mix(200, 50, 1, 10, 1, PRODUCTS);

    /** 600 joins, updates and scans, of which the scans of a whole table take most of the time. */
    static final Mix SCANS = new Mix(0, 200, 1, 200, 200, PRODUCTS);

    boolean updatesOne() {
      return updated == 1;
    }

    boolean scansAll() {
      return scanned == PRODUCTS;
    }
  }

  Queries(ClassLoader loader, Mix mix) throws Exception {
    this.mix = mix;
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
    update =
        connection.prepareStatement(
            "update stock set qty = qty - 1 where product"
                + (mix.updatesOne() ? " = ?" : " between ? and ?"));
    scan =
        connection.prepareStatement(
            "select sum(qty), max(product) from stock where qty > ?"
                + (mix.scansAll() ? "" : " and product between ? and ?"));
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
      for (int i = 0; i < mix.lookups; i++) {
        lookup.setInt(1, i * 7 % PRODUCTS);
        read(lookup);
      }
      for (int i = 0; i < mix.updates; i++) {
        update.setInt(1, i * 4);
        if (!mix.updatesOne()) {
          update.setInt(2, i * 4 + mix.updated - 1);
        }
        checksum += update.executeUpdate();
      }
      for (int i = 0; i < mix.joins; i++) {
        join.setInt(1, i * 4);
        join.setInt(2, i * 4 + 50);
        read(join);
      }
      for (int i = 0; i < mix.scans; i++) {
        scan.setInt(1, 500 + i);
        if (!mix.scansAll()) {
          scan.setInt(2, i * 4);
          scan.setInt(3, i * 4 + mix.scanned - 1);
        }
        read(scan);
      }
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
