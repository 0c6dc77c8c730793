package io.targetedprofiler.outside;

import io.targetedprofiler.record.OutsideCall;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
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
final class ConnectionHandler implements InvocationHandler {

  /**
   * Of whose class all proxies are. It is package-private, and so their class is one of this
   * package: its constructor is found once, where {@code Proxy.newProxyInstance} looks for it each
   * time.
   */
  private interface Profiled extends Connection, ProxyJdbcObject {}

  private static final MethodHandle NEW = constructor();

  private final Connection target;
  private final ProxyConfig config;
  private final StatementListener listener;

  private ConnectionHandler(Connection target, ProxyConfig config, StatementListener listener) {
    this.target = target;
    this.config = config;
    this.listener = listener;
  }

  static Connection proxy(Connection target, ProxyConfig config, StatementListener listener) {
    InvocationHandler handler = new ConnectionHandler(target, config, listener);
    try {
      return (Connection) NEW.invokeExact(handler);
    } catch (Throwable e) {
      throw new AssertionError("a proxy's constructor throws nothing", e);
    }
  }

  private static MethodHandle constructor() {
    try {
      InvocationHandler none = (proxy, method, arguments) -> null;
      Class<?> made =
          Proxy.newProxyInstance(
                  Profiled.class.getClassLoader(), new Class<?>[] {Profiled.class}, none)
              .getClass();
      return MethodHandles.lookup()
          .findConstructor(made, MethodType.methodType(void.class, InvocationHandler.class))
          .asType(MethodType.methodType(Connection.class, InvocationHandler.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    return switch (method.getName()) {
      case "createStatement", "prepareStatement", "prepareCall" ->
          profiled((Connection) proxy, call(method, arguments), first(arguments));
      case "commit", "rollback" -> end(method, arguments);
      case "getTarget" -> target;
      case "getProxyConfig" -> config;
      case "equals" -> proxy == first(arguments) || target.equals(first(arguments));
      case "toString" -> "profiled " + target;
      case "isWrapperFor" ->
          (first(arguments) instanceof Class<?> type && type.isInstance(target))
              || Boolean.TRUE.equals(call(method, arguments));
      case "unwrap" ->
          first(arguments) instanceof Class<?> type && type.isInstance(target)
              ? target
              : call(method, arguments);
      default -> call(method, arguments);
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
      return new ProfiledPreparedStatement(prepared, query, proxy, config, listener);
    }
    return statement instanceof Statement plain
        ? new ProfiledStatement(plain, proxy, config, listener)
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

  private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      boolean unused = method.trySetAccessible(); // or who calls is asked each time, dearly
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  private static @Nullable Object first(Object @Nullable [] arguments) {
    return arguments == null || arguments.length == 0 ? null : arguments[0];
  }
}
