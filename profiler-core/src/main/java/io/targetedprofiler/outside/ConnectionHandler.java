package io.targetedprofiler.outside;

import io.targetedprofiler.record.OutsideCall;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import net.ttddyy.dsproxy.ConnectionInfo;
import net.ttddyy.dsproxy.proxy.JdbcProxyFactory;
import net.ttddyy.dsproxy.proxy.ProxyConfig;
import net.ttddyy.dsproxy.proxy.ProxyJdbcObject;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a connection, for each call of which the library would make a few objects and read the
 * clock. Only what makes a statement or ends a transaction, which takes its time in the database
 * too, matters here.
 */
final class ConnectionHandler extends PassingHandler {

  private static final Class<?>[] INTERFACES = {Connection.class, ProxyJdbcObject.class};

  private final ConnectionInfo info;
  private final ProxyConfig config;
  private final StatementListener listener;

  private ConnectionHandler(
      Connection target, ConnectionInfo info, ProxyConfig config, StatementListener listener) {
    super(target, config);
    this.info = info;
    this.config = config;
    this.listener = listener;
  }

  static Connection proxy(
      Connection target, ConnectionInfo info, ProxyConfig config, StatementListener listener) {
    return (Connection)
        Proxy.newProxyInstance(
            ProxyJdbcObject.class.getClassLoader(),
            INTERFACES,
            new ConnectionHandler(target, info, config, listener));
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
    JdbcProxyFactory factory = config.getJdbcProxyFactory();
    String query = String.valueOf(text);
    if (statement instanceof CallableStatement callable) {
      return factory.createCallableStatement(callable, query, info, proxy, config);
    } else if (statement instanceof PreparedStatement prepared) {
      return factory.createPreparedStatement(prepared, query, info, proxy, config, false);
    }
    return statement instanceof Statement plain
        ? factory.createStatement(plain, info, proxy, config)
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
