package io.targetedprofiler.outside;

import io.targetedprofiler.record.OutsideCall;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import net.ttddyy.dsproxy.ConnectionInfo;
import net.ttddyy.dsproxy.proxy.ProxyConfig;
import net.ttddyy.dsproxy.proxy.ProxyJdbcObject;
import net.ttddyy.dsproxy.proxy.jdk.JdkJdbcProxyFactory;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a prepared statement, of which the library would keep each parameter, and make a few
 * objects for each of the dozen calls that setting, executing and closing one takes. Only the calls
 * that execute it matter here; all others are passed on as they are.
 */
final class PreparedHandler extends PassingHandler {

  private static final Class<?>[] INTERFACES = {PreparedStatement.class, ProxyJdbcObject.class};

  private final String query;
  private final Connection connection;
  private final StatementListener listener;
  private int batch;

  private PreparedHandler(
      PreparedStatement target,
      String query,
      Connection connection,
      ProxyConfig config,
      StatementListener listener) {
    super(target, config);
    this.query = query;
    this.connection = connection;
    this.listener = listener;
  }

  /** Makes these and connections, and leaves the rest to the library. */
  static final class Factory extends JdkJdbcProxyFactory {

    private final StatementListener listener;

    Factory(StatementListener listener) {
      this.listener = listener;
    }

    @Override
    public Connection createConnection(
        Connection connection, ConnectionInfo info, ProxyConfig config) {
      return ConnectionHandler.proxy(connection, info, config, listener);
    }

    @Override
    public PreparedStatement createPreparedStatement(
        PreparedStatement statement,
        String query,
        ConnectionInfo info,
        Connection connection,
        ProxyConfig config,
        boolean generatesKeys) {
      return (PreparedStatement)
          Proxy.newProxyInstance(
              ProxyJdbcObject.class.getClassLoader(),
              INTERFACES,
              new PreparedHandler(statement, query, connection, config, listener));
    }
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    return switch (method.getName()) {
      case "execute", "executeQuery", "executeUpdate", "executeLargeUpdate" ->
          execute(method, arguments, arguments == null || arguments.length == 0 ? query : null, 0);
      case "executeBatch", "executeLargeBatch" -> {
        int size = batch;
        batch = 0;
        yield execute(method, arguments, query, size);
      }
      case "addBatch" -> {
        batch++;
        yield call(method, arguments);
      }
      case "clearBatch" -> {
        batch = 0;
        yield call(method, arguments);
      }
      case "getConnection" -> connection;
      default -> pass(proxy, method, arguments);
    };
  }

  /**
   * Executes it.
   *
   * @param sql null where the caller brings a text, which a prepared statement refuses
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
