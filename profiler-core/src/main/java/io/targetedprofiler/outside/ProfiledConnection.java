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
import org.jspecify.annotations.NullUnmarked;

/**
 * Stands for a connection, for each call of which the library would make a few objects and read the
 * clock. Only what makes a statement or ends a transaction, which takes its time in the database
 * too, matters here. Callable statements are left to the library.
 */
@NullUnmarked // what a driver gives, which may be a mock
final class ProfiledConnection extends StandIn implements ForwardingConnection {

  /** A call of the driver that ends a transaction. */
  private interface Ending {
    void run() throws SQLException;
  }

  private final Connection target;
  private final StatementListener listener;

  ProfiledConnection(Connection target, ProxyConfig config, StatementListener listener) {
    super(target, config);
    this.target = target;
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
    return plain == null ? null : new ProfiledStatement(plain, this, getProxyConfig(), listener);
  }

  private PreparedStatement profiled(PreparedStatement prepared, String sql) {
    return prepared == null
        ? null
        : new ProfiledPreparedStatement(prepared, sql, this, getProxyConfig(), listener);
  }

  private CallableStatement profiled(CallableStatement callable, String sql) {
    return callable == null
        ? null
        : getProxyConfig()
            .getJdbcProxyFactory()
            .createCallableStatement(callable, sql, new ConnectionInfo(), this, getProxyConfig());
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
}
