package subjects;

import io.targetedprofiler.Depth;
import io.targetedprofiler.NoProfile;
import io.targetedprofiler.Profile;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** A program that uses a database, and does nothing for us but to be woven. */
public final class Orders {

  private final JdbcDataSource driver = new JdbcDataSource();

  public Orders() {
    driver.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
  }

  @Profile("orders by hand")
  public void byHand() throws SQLException {
    run("select 'secret'");
  }

  @Profile(value = "orders at the top", depth = Depth.TOP_LEVEL)
  public void atTheTop() throws SQLException {
    run("select 'secret'");
  }

  /** The connection is there before the call is profiled, as in a transaction around it. */
  public void within() throws SQLException {
    try (Connection connection = driver.getConnection()) {
      marked(connection);
    }
  }

  @Profile("orders within")
  void marked(Connection connection) throws SQLException {
    run(connection, "select 'secret'");
  }

  /** As a configuration hands its data source to a library that is not woven. */
  public DataSource source() {
    return driver;
  }

  public JdbcDataSource itself() {
    return driver;
  }

  @NoProfile
  public DataSource leftAlone() {
    return driver;
  }

  public DataSource none() {
    return null;
  }

  void run(String sql) throws SQLException {
    try (Connection connection = driver.getConnection()) {
      run(connection, sql);
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
