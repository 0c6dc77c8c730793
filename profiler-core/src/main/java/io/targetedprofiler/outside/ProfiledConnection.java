package io.targetedprofiler.outside;

import io.targetedprofiler.record.OutsideCall;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import net.ttddyy.dsproxy.ConnectionInfo;
import net.ttddyy.dsproxy.proxy.ProxyConfig;
import net.ttddyy.dsproxy.proxy.ProxyJdbcObject;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a connection, for each call of which the library would make a few objects and read the
 * clock. Only what makes a statement or ends a transaction, which takes its time in the database
 * too, matters here. Callable statements are left to the library.
 */
final class ProfiledConnection implements ForwardingConnection, ProxyJdbcObject {

  /** A call of the driver that ends a transaction. */
  private interface Ending {
    void run() throws SQLException;
  }

  private final Connection target;
  private final ProxyConfig config;
  private final StatementListener listener;

  ProfiledConnection(Connection target, ProxyConfig config, StatementListener listener) {
    this.target = target;
    this.config = config;
    this.listener = listener;
  }

  @Override
  public Connection target() {
    return target;
  }

  @Override
  public Statement createStatement() throws SQLException {
    return profiled(target.createStatement());
  }

  @Override
  public Statement createStatement(int type, int concurrency) throws SQLException {
    return profiled(target.createStatement(type, concurrency));
  }

  @Override
  public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
    return profiled(target.createStatement(type, concurrency, holdability));
  }

  @Override
  public PreparedStatement prepareStatement(String sql) throws SQLException {
    return profiled(target.prepareStatement(sql), sql);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency)
      throws SQLException {
    return profiled(target.prepareStatement(sql, type, concurrency), sql);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
      throws SQLException {
    return profiled(target.prepareStatement(sql, type, concurrency, holdability), sql);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int keys) throws SQLException {
    return profiled(target.prepareStatement(sql, keys), sql);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int[] columns) throws SQLException {
    return profiled(target.prepareStatement(sql, columns), sql);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, String[] columns) throws SQLException {
    return profiled(target.prepareStatement(sql, columns), sql);
  }

  @Override
  public CallableStatement prepareCall(String sql) throws SQLException {
    return profiled(target.prepareCall(sql), sql);
  }

  @Override
  public CallableStatement prepareCall(String sql, int type, int concurrency) throws SQLException {
    return profiled(target.prepareCall(sql, type, concurrency), sql);
  }

  @Override
  public CallableStatement prepareCall(String sql, int type, int concurrency, int holdability)
      throws SQLException {
    return profiled(target.prepareCall(sql, type, concurrency, holdability), sql);
  }

  private Statement profiled(Statement plain) {
    return new ProfiledStatement(plain, this, config, listener);
  }

  private PreparedStatement profiled(PreparedStatement prepared, String sql) {
    return prepared instanceof CallableStatement callable
        ? profiled(callable, sql)
        : new ProfiledPreparedStatement(prepared, sql, this, config, listener);
  }

  private CallableStatement profiled(CallableStatement callable, String sql) {
    return config
        .getJdbcProxyFactory()
        .createCallableStatement(callable, sql, new ConnectionInfo(), this, config);
  }

  @Override
  public void commit() throws SQLException {
    end("commit", target::commit);
  }

  @Override
  public void rollback() throws SQLException {
    end("rollback", target::rollback);
  }

  @Override
  public void rollback(Savepoint savepoint) throws SQLException {
    end("rollback", () -> target.rollback(savepoint));
  }

  private void end(String how, Ending ending) throws SQLException {
    OutsideCall open = listener.begin(how);
    boolean threw = true;
    try {
      ending.run();
      threw = false;
    } finally {
      listener.end(open, null, 0, threw);
    }
  }

  @Override
  public Object getTarget() {
    return target;
  }

  @Override
  public ProxyConfig getProxyConfig() {
    return config;
  }

  @Override
  public boolean isWrapperFor(@Nullable Class<?> type) throws SQLException {
    return (type != null && type.isInstance(target)) || target.isWrapperFor(type);
  }

  @Override
  public <T> T unwrap(@Nullable Class<T> type) throws SQLException {
    return type != null && type.isInstance(target) ? type.cast(target) : target.unwrap(type);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || target.equals(other);
  }

  @Override
  public int hashCode() {
    return target.hashCode();
  }

  @Override
  public String toString() {
    return "profiled " + target;
  }
}
