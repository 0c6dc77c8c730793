package io.targetedprofiler.examples.shop;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A connection whose changes hold together; without {@link #commit} before the end they are undone.
 */
final class Transaction implements AutoCloseable {

  private final Connection connection;
  private boolean committed;

  Transaction(Connection connection) throws SQLException {
    this.connection = connection;
    try {
      connection.setAutoCommit(false);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  Connection connection() {
    return connection;
  }

  void commit() throws SQLException {
    connection.commit();
    committed = true;
  }

  /** The pool gives the connection back to others with auto-commit on again. */
  @Override
  public void close() throws SQLException {
    try (connection) {
      if (!committed) {
        connection.rollback();
      }
    }
  }
}
