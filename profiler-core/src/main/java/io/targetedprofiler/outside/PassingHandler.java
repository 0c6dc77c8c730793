package io.targetedprofiler.outside;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
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
      boolean unused = method.trySetAccessible(); // or who calls is asked each time, dearly
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  /**
   * Makes proxies of a package-private interface: their class is then one of this package, so its
   * constructor is found once, where {@code Proxy.newProxyInstance} looks for it each time.
   */
  static MethodHandle constructor(Class<?> type) {
    try {
      ClassLoader loader = PassingHandler.class.getClassLoader();
      InvocationHandler none = (proxy, method, arguments) -> null;
      Class<?> made = Proxy.newProxyInstance(loader, new Class<?>[] {type}, none).getClass();
      return MethodHandles.lookup()
          .findConstructor(made, MethodType.methodType(void.class, InvocationHandler.class))
          .asType(MethodType.methodType(Object.class, InvocationHandler.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** A proxy that has this handler. */
  final Object proxy(MethodHandle constructor) {
    try {
      return (Object) constructor.invokeExact((InvocationHandler) this);
    } catch (Throwable e) {
      throw new AssertionError("a proxy's constructor throws nothing", e);
    }
  }

  static @Nullable Object first(Object @Nullable [] arguments) {
    return arguments == null || arguments.length == 0 ? null : arguments[0];
  }
}
