package io.targetedprofiler.outside;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import org.jspecify.annotations.NullUnmarked;

/**
 * Passes each call that executes nothing on to another statement, defaults of the interface
 * included. An interface, so that a prepared statement can be a {@link ProfiledStatement} and have
 * these of {@link ForwardingPreparedStatement}, too.
 */
@NullUnmarked // what may be null is between caller and driver
interface ForwardingStatement extends Statement {

  /** To which calls are passed on. */
  Statement target();

  @Override
  default void cancel() throws SQLException {
    target().cancel();
  }

  @Override
  default void clearWarnings() throws SQLException {
    target().clearWarnings();
  }

  @Override
  default void close() throws SQLException {
    target().close();
  }

  @Override
  default void closeOnCompletion() throws SQLException {
    target().closeOnCompletion();
  }

  @Override
  default String enquoteIdentifier(String identifier, boolean always) throws SQLException {
    return target().enquoteIdentifier(identifier, always);
  }

  @Override
  default String enquoteLiteral(String text) throws SQLException {
    return target().enquoteLiteral(text);
  }

  @Override
  default String enquoteNCharLiteral(String text) throws SQLException {
    return target().enquoteNCharLiteral(text);
  }

  @Override
  default int getFetchDirection() throws SQLException {
    return target().getFetchDirection();
  }

  @Override
  default int getFetchSize() throws SQLException {
    return target().getFetchSize();
  }

  @Override
  default ResultSet getGeneratedKeys() throws SQLException {
    return target().getGeneratedKeys();
  }

  @Override
  default long getLargeMaxRows() throws SQLException {
    return target().getLargeMaxRows();
  }

  @Override
  default long getLargeUpdateCount() throws SQLException {
    return target().getLargeUpdateCount();
  }

  @Override
  default int getMaxFieldSize() throws SQLException {
    return target().getMaxFieldSize();
  }

  @Override
  default int getMaxRows() throws SQLException {
    return target().getMaxRows();
  }

  @Override
  default boolean getMoreResults() throws SQLException {
    return target().getMoreResults();
  }

  @Override
  default boolean getMoreResults(int current) throws SQLException {
    return target().getMoreResults(current);
  }

  @Override
  default int getQueryTimeout() throws SQLException {
    return target().getQueryTimeout();
  }

  @Override
  default ResultSet getResultSet() throws SQLException {
    return target().getResultSet();
  }

  @Override
  default int getResultSetConcurrency() throws SQLException {
    return target().getResultSetConcurrency();
  }

  @Override
  default int getResultSetHoldability() throws SQLException {
    return target().getResultSetHoldability();
  }

  @Override
  default int getResultSetType() throws SQLException {
    return target().getResultSetType();
  }

  @Override
  default int getUpdateCount() throws SQLException {
    return target().getUpdateCount();
  }

  @Override
  default SQLWarning getWarnings() throws SQLException {
    return target().getWarnings();
  }

  @Override
  default boolean isCloseOnCompletion() throws SQLException {
    return target().isCloseOnCompletion();
  }

  @Override
  default boolean isClosed() throws SQLException {
    return target().isClosed();
  }

  @Override
  default boolean isPoolable() throws SQLException {
    return target().isPoolable();
  }

  @Override
  default boolean isSimpleIdentifier(String identifier) throws SQLException {
    return target().isSimpleIdentifier(identifier);
  }

  @Override
  default void setCursorName(String name) throws SQLException {
    target().setCursorName(name);
  }

  @Override
  default void setEscapeProcessing(boolean enable) throws SQLException {
    target().setEscapeProcessing(enable);
  }

  @Override
  default void setFetchDirection(int direction) throws SQLException {
    target().setFetchDirection(direction);
  }

  @Override
  default void setFetchSize(int rows) throws SQLException {
    target().setFetchSize(rows);
  }

  @Override
  default void setLargeMaxRows(long rows) throws SQLException {
    target().setLargeMaxRows(rows);
  }

  @Override
  default void setMaxFieldSize(int bytes) throws SQLException {
    target().setMaxFieldSize(bytes);
  }

  @Override
  default void setMaxRows(int rows) throws SQLException {
    target().setMaxRows(rows);
  }

  @Override
  default void setPoolable(boolean poolable) throws SQLException {
    target().setPoolable(poolable);
  }

  @Override
  default void setQueryTimeout(int seconds) throws SQLException {
    target().setQueryTimeout(seconds);
  }
}
