package io.targetedprofiler.outside;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import net.ttddyy.dsproxy.proxy.ProxyConfig;
import org.jspecify.annotations.Nullable;

/** Stands for a prepared statement, whose parameters the library would keep. */
final class ProfiledPreparedStatement extends ProfiledStatement
    implements ForwardingPreparedStatement {

  private final PreparedStatement target;
  private final String query;

  ProfiledPreparedStatement(
      PreparedStatement target,
      String query,
      Connection connection,
      ProxyConfig config,
      StatementListener listener) {
    super(target, connection, config, listener);
    this.target = target;
    this.query = query;
  }

  @Override
  public PreparedStatement target() {
    return target;
  }

  /** Null if the caller brings one, which a prepared statement refuses. */
  @Override
  @Nullable String executed(@Nullable String text) {
    return text == null ? query : null;
  }

  @Override
  String batchName() {
    return query;
  }

  @Override
  public boolean execute() throws SQLException {
    return execute(query, () -> target.execute());
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    return execute(query, () -> target.executeQuery());
  }

  @Override
  public int executeUpdate() throws SQLException {
    return execute(query, () -> target.executeUpdate());
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    return execute(query, () -> target.executeLargeUpdate());
  }

  @Override
  public void addBatch() throws SQLException {
    addToBatch(query);
    target.addBatch();
  }
}
