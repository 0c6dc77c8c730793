package io.targetedprofiler.examples.shop;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;
import org.h2.tools.RunScript;

/**
 * An H2 database of its own for each shop, in memory, behind a connection pool; it goes with its
 * last connection, which is the pool's.
 */
final class Database implements AutoCloseable {

  private final HikariDataSource pool;

  private Database(HikariDataSource pool) {
    this.pool = pool;
  }

  /**
   * @param connections how many threads can use the database at once; the next one waits
   */
  static Database open(int connections, MeterRegistry meters) throws SQLException {
    HikariConfig config = new HikariConfig();
    config.setPoolName("shop");
    config.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_ON_EXIT=false");
    config.setMaximumPoolSize(connections);
    config.setMetricRegistry(meters);
    Database database = new Database(new HikariDataSource(config));
    try (Connection connection = database.connect();
        Reader script = new InputStreamReader(resource("schema.sql"), StandardCharsets.UTF_8)) {
      RunScript.execute(connection, script);
      return database;
    } catch (IOException e) {
      database.close();
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      database.close();
      throw e;
    }
  }

  /** A connection that commits each statement. */
  Connection connect() throws SQLException {
    return pool.getConnection();
  }

  Transaction begin() throws SQLException {
    return new Transaction(pool.getConnection());
  }

  @Override
  public void close() {
    pool.close();
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(Database.class.getResourceAsStream(name), name);
  }
}
