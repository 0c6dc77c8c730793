package io.targetedprofiler.outside;

import io.targetedprofiler.record.OutsideCall;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
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
final class ConnectionHandler extends PassingHandler {

  /** Of whose class all proxies are. */
  private interface Profiled extends Connection, ProxyJdbcObject {}

  private static final MethodHandle NEW = constructor(Profiled.class);

  private final ProxyConfig config;
  private final StatementListener listener;

  private ConnectionHandler(Connection target, ProxyConfig config, StatementListener listener) {
    super(target, config);
    this.config = config;
    this.listener = listener;
  }

  static Connection proxy(Connection target, ProxyConfig config, StatementListener listener) {
    return (Connection) new ConnectionHandler(target, config, listener).proxy(NEW);
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    return switch (method.getName()) {
      case "createStatement", "prepareStatement", "prepareCall" ->
          profiled((Connection) proxy, call(method, arguments), first(arguments));
      case "commit", "rollback" -> end(method, arguments);
      default -> pass(proxy, method, arguments);
    };
  }

  private @Nullable Object profiled(
      Connection proxy, @Nullable Object statement, @Nullable Object text) {
    String query = String.valueOf(text);
    if (statement instanceof CallableStatement callable) {
      return config
          .getJdbcProxyFactory()
          .createCallableStatement(callable, query, new ConnectionInfo(), proxy, config);
    } else if (statement instanceof PreparedStatement prepared) {
      return StatementHandler.prepared(prepared, query, proxy, config, listener);
    }
    return statement instanceof Statement plain
        ? StatementHandler.plain(plain, proxy, config, listener)
        : statement;
  }

  private @Nullable Object end(Method method, Object @Nullable [] arguments) throws Throwable {
    OutsideCall open = listener.begin(method.getName());
    boolean threw = true;
    try {
      Object result = call(method, arguments);
      threw = false;
      return result;
    } finally {
      listener.end(open, null, 0, threw);
    }
  }
}
