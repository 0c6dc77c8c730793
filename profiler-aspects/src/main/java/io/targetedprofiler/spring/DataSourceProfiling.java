package io.targetedprofiler.spring;

import io.targetedprofiler.DataSources;
import io.targetedprofiler.record.OutsideCall;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import javax.sql.DataSource;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopConfigException;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Has the data sources of an application hand out profiled connections. A bean stays of its class,
 * so that who asks for a {@code HikariDataSource} gets one; that is what Spring's proxies can and
 * the core's, which know no library, cannot.
 */
final class DataSourceProfiling implements BeanPostProcessor {

  private static final String LAZY =
      "org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy";

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    return bean instanceof DataSource source && DataSources.isWanted() ? profiled(source) : bean;
  }

  private static Object profiled(DataSource source) {
    ProxyFactory factory = new ProxyFactory(source);
    factory.addAdvice(new Connecting(!isLazy(source)));
    if (Modifier.isFinal(source.getClass().getModifiers())) {
      return factory.getProxy(source.getClass().getClassLoader());
    }
    factory.setProxyTargetClass(true);
    try {
      return factory.getProxy(source.getClass().getClassLoader());
    } catch (AopConfigException e) { // a class that cannot be extended; its interfaces can
      factory.setProxyTargetClass(false);
      return factory.getProxy(source.getClass().getClassLoader());
    }
  }

  /** Whether it gets its connections from another one, long after it has handed one out. */
  private static boolean isLazy(DataSource source) {
    Class<?> type = source.getClass();
    while (type != null && !type.getName().equals(LAZY)) {
      type = type.getSuperclass();
    }
    return type != null;
  }

  private static final class Connecting implements MethodInterceptor {

    private final boolean waits;

    /** Whether to wait here is to wait for a connection. */
    Connecting(boolean waits) {
      this.waits = waits;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation call) throws Throwable {
      return call.getMethod().getName().equals("getConnection") ? connect(call) : call.proceed();
    }

    private @Nullable Object connect(MethodInvocation call) throws Throwable {
      OutsideCall wait = waits ? DataSources.waits() : null;
      boolean threw = true;
      Object connection;
      try {
        connection = connection(call);
        threw = false;
      } finally {
        DataSources.waited(wait, threw);
      }
      return connection instanceof Connection got ? DataSources.profiled(got) : connection;
    }

    /** There is no other advice; and to proceed by reflection costs as much as all the rest. */
    private static @Nullable Object connection(MethodInvocation call) throws Throwable {
      return call.getArguments().length == 0 && call.getThis() instanceof DataSource source
          ? source.getConnection()
          : call.proceed();
    }
  }
}
