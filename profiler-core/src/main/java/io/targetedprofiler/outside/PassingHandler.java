package io.targetedprofiler.outside;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import net.ttddyy.dsproxy.proxy.ProxyConfig;
import org.jspecify.annotations.Nullable;

/** Stands for an object of JDBC: passes on what is not its business, and gives the object out. */
abstract class PassingHandler implements InvocationHandler {

  private final Object target;
  private final ProxyConfig config;

  PassingHandler(Object target, ProxyConfig config) {
    this.target = target;
    this.config = config;
  }

  /** What a subclass does not know. */
  final @Nullable Object pass(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    return switch (method.getName()) {
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

  final @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  static @Nullable Object first(Object @Nullable [] arguments) {
    return arguments == null || arguments.length == 0 ? null : arguments[0];
  }
}
