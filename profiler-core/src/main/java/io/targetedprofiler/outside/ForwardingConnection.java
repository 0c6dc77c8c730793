package io.targetedprofiler.outside;

import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.NClob;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.ShardingKey;
import java.sql.Struct;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.jspecify.annotations.NullUnmarked;

/**
 * Passes each call on to another connection that neither makes a statement nor ends a transaction,
 * defaults of the interface included.
 */
@NullUnmarked // what may be null is between caller and driver
interface ForwardingConnection extends Connection {

  /** To which calls are passed on. */
  Connection target();

  @Override
  default void abort(Executor executor) throws SQLException {
    target().abort(executor);
  }

  @Override
  default void beginRequest() throws SQLException {
    target().beginRequest();
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
  default Array createArrayOf(String type, Object[] elements) throws SQLException {
    return target().createArrayOf(type, elements);
  }

  @Override
  default Blob createBlob() throws SQLException {
    return target().createBlob();
  }

  @Override
  default Clob createClob() throws SQLException {
    return target().createClob();
  }

  @Override
  default NClob createNClob() throws SQLException {
    return target().createNClob();
  }

  @Override
  default SQLXML createSQLXML() throws SQLException {
    return target().createSQLXML();
  }

  @Override
  default Struct createStruct(String type, Object[] attributes) throws SQLException {
    return target().createStruct(type, attributes);
  }

  @Override
  default void endRequest() throws SQLException {
    target().endRequest();
  }

  @Override
  default boolean getAutoCommit() throws SQLException {
    return target().getAutoCommit();
  }

  @Override
  default String getCatalog() throws SQLException {
    return target().getCatalog();
  }

  @Override
  default Properties getClientInfo() throws SQLException {
    return target().getClientInfo();
  }

  @Override
  default String getClientInfo(String name) throws SQLException {
    return target().getClientInfo(name);
  }

  @Override
  default int getHoldability() throws SQLException {
    return target().getHoldability();
  }

  @Override
  default DatabaseMetaData getMetaData() throws SQLException {
    return target().getMetaData();
  }

  @Override
  default int getNetworkTimeout() throws SQLException {
    return target().getNetworkTimeout();
  }

  @Override
  default String getSchema() throws SQLException {
    return target().getSchema();
  }

  @Override
  default int getTransactionIsolation() throws SQLException {
    return target().getTransactionIsolation();
  }

  @Override
  default Map<String, Class<?>> getTypeMap() throws SQLException {
    return target().getTypeMap();
  }

  @Override
  default SQLWarning getWarnings() throws SQLException {
    return target().getWarnings();
  }

  @Override
  default boolean isClosed() throws SQLException {
    return target().isClosed();
  }

  @Override
  default boolean isReadOnly() throws SQLException {
    return target().isReadOnly();
  }

  @Override
  default boolean isValid(int seconds) throws SQLException {
    return target().isValid(seconds);
  }

  @Override
  default String nativeSQL(String sql) throws SQLException {
    return target().nativeSQL(sql);
  }

  @Override
  default void releaseSavepoint(Savepoint savepoint) throws SQLException {
    target().releaseSavepoint(savepoint);
  }

  @Override
  default void setAutoCommit(boolean autoCommit) throws SQLException {
    target().setAutoCommit(autoCommit);
  }

  @Override
  default void setCatalog(String catalog) throws SQLException {
    target().setCatalog(catalog);
  }

  @Override
  default void setClientInfo(Properties properties) throws SQLClientInfoException {
    target().setClientInfo(properties);
  }

  @Override
  default void setClientInfo(String name, String value) throws SQLClientInfoException {
    target().setClientInfo(name, value);
  }

  @Override
  default void setHoldability(int holdability) throws SQLException {
    target().setHoldability(holdability);
  }

  @Override
  default void setNetworkTimeout(Executor executor, int millis) throws SQLException {
    target().setNetworkTimeout(executor, millis);
  }

  @Override
  default void setReadOnly(boolean readOnly) throws SQLException {
    target().setReadOnly(readOnly);
  }

  @Override
  default Savepoint setSavepoint() throws SQLException {
    return target().setSavepoint();
  }

  @Override
  default Savepoint setSavepoint(String name) throws SQLException {
    return target().setSavepoint(name);
  }

  @Override
  default void setSchema(String schema) throws SQLException {
    target().setSchema(schema);
  }

  @Override
  default void setShardingKey(ShardingKey key) throws SQLException {
    target().setShardingKey(key);
  }

  @Override
  default void setShardingKey(ShardingKey key, ShardingKey superKey) throws SQLException {
    target().setShardingKey(key, superKey);
  }

  @Override
  default boolean setShardingKeyIfValid(ShardingKey key, int seconds) throws SQLException {
    return target().setShardingKeyIfValid(key, seconds);
  }

  @Override
  default boolean setShardingKeyIfValid(ShardingKey key, ShardingKey superKey, int seconds)
      throws SQLException {
    return target().setShardingKeyIfValid(key, superKey, seconds);
  }

  @Override
  default void setTransactionIsolation(int level) throws SQLException {
    target().setTransactionIsolation(level);
  }

  @Override
  default void setTypeMap(Map<String, Class<?>> types) throws SQLException {
    target().setTypeMap(types);
  }
}
