package io.targetedprofiler.outside;

import java.sql.SQLException;
import java.sql.Wrapper;
import net.ttddyy.dsproxy.proxy.ProxyConfig;
import net.ttddyy.dsproxy.proxy.ProxyJdbcObject;
import org.jspecify.annotations.Nullable;

/** Stands for an object of JDBC: gives it out, and is equal to it. */
abstract class StandIn implements Wrapper, ProxyJdbcObject {

  private final Wrapper target;
  private final ProxyConfig config;

  StandIn(Wrapper target, ProxyConfig config) {
    this.target = target;
    this.config = config;
  }

  @Override
  public final Object getTarget() {
    return target;
  }

  @Override
  public final ProxyConfig getProxyConfig() {
    return config;
  }

  @Override
  public final boolean isWrapperFor(@Nullable Class<?> type) throws SQLException {
    return (type != null && type.isInstance(target)) || target.isWrapperFor(type);
  }

  @Override
  public final <T> T unwrap(@Nullable Class<T> type) throws SQLException {
    return type != null && type.isInstance(target) ? type.cast(target) : target.unwrap(type);
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return this == other || target.equals(other);
  }

  @Override
  public final int hashCode() {
    return target.hashCode();
  }

  @Override
  public final String toString() {
    return "profiled " + target;
  }
}
