package io.targetedprofiler.outside;

import io.targetedprofiler.record.OutsideCall;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a data source and hands out profiled connections. It has all public interfaces of what
 * it stands for, so that who closes a pool or asks for its state still can, and gives that out by
 * {@code unwrap}; two that stand for the same one are equal.
 *
 * <p>Spring keeps the connection of a transaction by its data source. That it may find the same one
 * by either, this tells Spring what it stands for, if Spring is there.
 */
final class DataSourceHandler implements InvocationHandler {

  private static final String SPRINGS = "org.springframework.core.InfrastructureProxy";

  /** Looking for Spring again each time would cost more than the proxy. */
  private static final ClassValue<Class<?>[]> INTERFACES =
      new ClassValue<>() {
        @Override
        protected Class<?>[] computeValue(Class<?> type) {
          Set<Class<?>> interfaces = new LinkedHashSet<>();
          interfaces.add(DataSource.class);
          addInterfaces(type, interfaces);
          addSprings(type.getClassLoader(), interfaces);
          return interfaces.toArray(Class<?>[]::new);
        }
      };

  private final DataSource target;
  private final ProfiledConnections connections;

  private DataSourceHandler(DataSource target, ProfiledConnections connections) {
    this.target = target;
    this.connections = connections;
  }

  static boolean isProfiled(DataSource source) {
    return Proxy.isProxyClass(source.getClass())
        && Proxy.getInvocationHandler(source) instanceof DataSourceHandler;
  }

  static DataSource proxy(DataSource source, ProfiledConnections connections) {
    DataSourceHandler handler = new DataSourceHandler(source, connections);
    ClassLoader loader = source.getClass().getClassLoader();
    try {
      Class<?>[] interfaces = INTERFACES.get(source.getClass());
      return (DataSource) Proxy.newProxyInstance(loader, interfaces, handler);
    } catch (IllegalArgumentException e) { // interfaces that do not go together
      Class<?>[] only = {DataSource.class};
      return (DataSource) Proxy.newProxyInstance(loader, only, handler);
    }
  }

  private static void addInterfaces(@Nullable Class<?> type, Set<Class<?>> interfaces) {
    for (Class<?> t = type; t != null; t = t.getSuperclass()) {
      for (Class<?> i : t.getInterfaces()) {
        if (Modifier.isPublic(i.getModifiers()) && interfaces.add(i)) {
          addInterfaces(i, interfaces);
        }
      }
    }
  }

  private static void addSprings(@Nullable ClassLoader loader, Set<Class<?>> interfaces) {
    try {
      interfaces.add(Class.forName(SPRINGS, false, loader));
    } catch (ClassNotFoundException | LinkageError e) {
      // No Spring, or none that the data source can see.
    }
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    Object first = arguments == null || arguments.length == 0 ? null : arguments[0];
    return switch (method.getName()) {
      case "getConnection" -> getConnection(method, arguments);
      case "getWrappedObject" -> target;
      case "equals" -> first != null && target.equals(standsFor(first));
      case "toString" -> "profiled " + target;
      case "isWrapperFor" ->
          (first instanceof Class<?> type && type.isInstance(target))
              || Boolean.TRUE.equals(call(method, arguments));
      case "unwrap" ->
          first instanceof Class<?> type && type.isInstance(target)
              ? target
              : call(method, arguments);
      default -> call(method, arguments);
    };
  }

  /** Two proxies are equal; one is not equal to its target, whose equals would not agree. */
  private static @Nullable Object standsFor(Object other) {
    return other instanceof DataSource source
            && isProfiled(source)
            && Proxy.getInvocationHandler(source) instanceof DataSourceHandler handler
        ? handler.target
        : null;
  }

  private @Nullable Object getConnection(Method method, Object @Nullable [] arguments)
      throws Throwable {
    boolean threw = true;
    OutsideCall wait = connections.waits();
    Object connection;
    try {
      connection = call(method, arguments);
      threw = false;
    } finally {
      connections.waited(wait, threw);
    }
    return connection instanceof Connection got ? connections.of(got) : connection;
  }

  private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
