package io.targetedprofiler.outside;

import io.targetedprofiler.record.OutsideCall;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import net.ttddyy.dsproxy.proxy.ProxyConfig;
import net.ttddyy.dsproxy.proxy.ProxyJdbcObject;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a statement, prepared or not, of which the library would keep each parameter, and make
 * a few objects for each of the dozen calls that setting, executing and closing one takes. Only the
 * calls that execute it matter here; all others are passed on as they are.
 */
final class StatementHandler extends PassingHandler {

  /** Of whose class all proxies of plain statements are. */
  private interface Plain extends Statement, ProxyJdbcObject {}

  /** Of whose class all proxies of prepared statements are. */
  private interface Prepared extends PreparedStatement, ProxyJdbcObject {}

  private static final MethodHandle NEW_PLAIN = constructor(Plain.class);
  private static final MethodHandle NEW_PREPARED = constructor(Prepared.class);

  /** Of a prepared statement. */
  private final @Nullable String query;

  private final Connection connection;
  private final StatementListener listener;
  private int batch;

  /** What a batch of different statements begins with, after which it is named. */
  private @Nullable String first;

  private StatementHandler(
      Statement target,
      @Nullable String query,
      Connection connection,
      ProxyConfig config,
      StatementListener listener) {
    super(target, config);
    this.query = query;
    this.connection = connection;
    this.listener = listener;
  }

  static Statement plain(
      Statement target, Connection connection, ProxyConfig config, StatementListener listener) {
    return (Statement)
        new StatementHandler(target, null, connection, config, listener).proxy(NEW_PLAIN);
  }

  static PreparedStatement prepared(
      PreparedStatement target,
      String query,
      Connection connection,
      ProxyConfig config,
      StatementListener listener) {
    return (PreparedStatement)
        new StatementHandler(target, query, connection, config, listener).proxy(NEW_PREPARED);
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    return switch (method.getName()) {
      case "execute", "executeQuery", "executeUpdate", "executeLargeUpdate" ->
          execute(method, arguments, text(arguments), 0);
      case "executeBatch", "executeLargeBatch" -> {
        int size = batch;
        String named = first;
        forgetBatch();
        yield execute(method, arguments, query == null ? named : query, size);
      }
      case "addBatch" -> {
        if (batch++ == 0) {
          first = text(arguments);
        }
        yield call(method, arguments);
      }
      case "clearBatch" -> {
        forgetBatch();
        yield call(method, arguments);
      }
      case "getConnection" -> connection;
      default -> pass(proxy, method, arguments);
    };
  }

  private void forgetBatch() {
    batch = 0;
    first = null;
  }

  /** Null where the caller brings a text, which a prepared statement refuses, or fails to do so. */
  private @Nullable String text(Object @Nullable [] arguments) {
    Object given = first(arguments);
    return query == null
        ? (given instanceof String text ? text : null)
        : given == null ? query : null;
  }

  /**
   * Executes it.
   *
   * @param sql null if it is not known, and nothing will be executed
   * @param size of the batch; 0 if it is none
   */
  private @Nullable Object execute(
      Method method, Object @Nullable [] arguments, @Nullable String sql, int size)
      throws Throwable {
    OutsideCall open = sql == null ? null : listener.begin(sql);
    Object result = null;
    boolean threw = true;
    try {
      result = call(method, arguments);
      threw = false;
      return result;
    } finally {
      listener.end(open, result, size, threw);
    }
  }
}
