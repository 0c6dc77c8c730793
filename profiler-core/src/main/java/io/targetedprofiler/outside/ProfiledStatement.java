package io.targetedprofiler.outside;

import io.targetedprofiler.record.OutsideCall;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import net.ttddyy.dsproxy.proxy.ProxyConfig;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a statement, of which the library would make a few objects for each of the dozen calls
 * that setting, executing and closing one takes. Only what executes it matters here; all else is
 * passed on as it is.
 */
class ProfiledStatement extends StandIn implements ForwardingStatement {

  /** A call of the driver that executes something. */
  interface Execution<R> {
    R run() throws SQLException;
  }

  private final Statement target;
  private final Connection connection;
  private final StatementListener listener;
  private int batch;

  /** What a batch of different statements begins with, after which it is named. */
  private @Nullable String first;

  ProfiledStatement(
      Statement target, Connection connection, ProxyConfig config, StatementListener listener) {
    super(target, config);
    this.target = target;
    this.connection = connection;
    this.listener = listener;
  }

  @Override
  public Statement target() {
    return target;
  }

  /** What is executed where the caller brings a text; null if it is not known, or nothing is. */
  @Nullable String executed(@Nullable String text) {
    return text;
  }

  /** What a batch is named after; null if it is not known. */
  @Nullable String batchName() {
    return first;
  }

  /**
   * Executes it.
   *
   * @param sql null if it is not known, and nothing will be executed
   */
  final <R> R execute(@Nullable String sql, Execution<R> execution) throws SQLException {
    return execute(sql, execution, 0);
  }

  private <R> R execute(@Nullable String sql, Execution<R> execution, int size)
      throws SQLException {
    OutsideCall open = sql == null ? null : listener.begin(sql);
    R result = null;
    boolean threw = true;
    try {
      result = execution.run();
      threw = false;
      return result;
    } finally {
      listener.end(open, result, size, threw);
    }
  }

  @Override
  public boolean execute(String sql) throws SQLException {
    return execute(executed(sql), () -> target.execute(sql));
  }

  @Override
  public boolean execute(String sql, int keys) throws SQLException {
    return execute(executed(sql), () -> target.execute(sql, keys));
  }

  @Override
  public boolean execute(String sql, int[] columns) throws SQLException {
    return execute(executed(sql), () -> target.execute(sql, columns));
  }

  @Override
  public boolean execute(String sql, String[] columns) throws SQLException {
    return execute(executed(sql), () -> target.execute(sql, columns));
  }

  @Override
  public ResultSet executeQuery(String sql) throws SQLException {
    return execute(executed(sql), () -> target.executeQuery(sql));
  }

  @Override
  public int executeUpdate(String sql) throws SQLException {
    return execute(executed(sql), () -> target.executeUpdate(sql));
  }

  @Override
  public int executeUpdate(String sql, int keys) throws SQLException {
    return execute(executed(sql), () -> target.executeUpdate(sql, keys));
  }

  @Override
  public int executeUpdate(String sql, int[] columns) throws SQLException {
    return execute(executed(sql), () -> target.executeUpdate(sql, columns));
  }

  @Override
  public int executeUpdate(String sql, String[] columns) throws SQLException {
    return execute(executed(sql), () -> target.executeUpdate(sql, columns));
  }

  @Override
  public long executeLargeUpdate(String sql) throws SQLException {
    return execute(executed(sql), () -> target.executeLargeUpdate(sql));
  }

  @Override
  public long executeLargeUpdate(String sql, int keys) throws SQLException {
    return execute(executed(sql), () -> target.executeLargeUpdate(sql, keys));
  }

  @Override
  public long executeLargeUpdate(String sql, int[] columns) throws SQLException {
    return execute(executed(sql), () -> target.executeLargeUpdate(sql, columns));
  }

  @Override
  public long executeLargeUpdate(String sql, String[] columns) throws SQLException {
    return execute(executed(sql), () -> target.executeLargeUpdate(sql, columns));
  }

  @Override
  public int[] executeBatch() throws SQLException {
    return executeBatch(() -> target.executeBatch());
  }

  @Override
  public long[] executeLargeBatch() throws SQLException {
    return executeBatch(() -> target.executeLargeBatch());
  }

  private <R> R executeBatch(Execution<R> execution) throws SQLException {
    String sql = batchName();
    int size = batch;
    forgetBatch();
    return execute(sql, execution, size);
  }

  @Override
  public void addBatch(String sql) throws SQLException {
    addToBatch(executed(sql));
    target.addBatch(sql);
  }

  final void addToBatch(@Nullable String sql) {
    if (batch++ == 0) {
      first = sql;
    }
  }

  @Override
  public void clearBatch() throws SQLException {
    forgetBatch();
    target.clearBatch();
  }

  private void forgetBatch() {
    batch = 0;
    first = null;
  }

  @Override
  public Connection getConnection() {
    return connection;
  }
}
