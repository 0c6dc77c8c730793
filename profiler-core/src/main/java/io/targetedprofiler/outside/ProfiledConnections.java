package io.targetedprofiler.outside;

import io.targetedprofiler.record.NamedSite;
import io.targetedprofiler.record.OutsideCall;
import java.sql.Connection;
import java.util.function.Consumer;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.proxy.ProxyConfig;
import net.ttddyy.dsproxy.proxy.ProxyJdbcObject;
import org.jspecify.annotations.Nullable;

/**
 * Makes connections and data sources whose statements are recorded when their thread is being
 * profiled. Built on the library datasource-proxy, without which this class cannot be loaded. Safe
 * for use by any thread.
 */
public final class ProfiledConnections {

  private static final NamedSite WAITING = NamedSite.outside("waiting for a connection");

  private final StatementListener listener;
  private final ProxyConfig config;
  private final Consumer<Throwable> failures;

  /**
   * A factory of connections that share what is known of their statements.
   *
   * @param failures told of what must not reach the application; on its threads
   */
  public ProfiledConnections(Consumer<Throwable> failures) {
    this.failures = failures;
    this.listener = new StatementListener(new SqlSites(), failures);
    this.config =
        ProxyConfig.Builder.create()
            .queryListener(listener)
            .retrieveIsolationLevel(false) // some drivers would ask the database
            .build();
  }

  /** A data source whose connections are profiled; itself if it is one already. */
  public DataSource of(DataSource source) {
    return DataSourceHandler.isProfiled(source) ? source : DataSourceHandler.proxy(source, this);
  }

  /** The same connection, profiled; itself if it is already, or if that fails. */
  public Connection of(Connection connection) {
    try {
      boolean ours =
          connection instanceof ProxyJdbcObject proxy // the application may use the library, too
              && proxy.getProxyConfig() == config;
      return ours ? connection : new ProfiledConnection(connection, config, listener);
    } catch (RuntimeException | Error e) {
      failures.accept(e);
      return connection;
    }
  }

  /** A thread begins to wait for a connection; null if nobody wants to know. */
  public @Nullable OutsideCall waits() {
    try {
      return OutsideCall.begin(WAITING);
    } catch (RuntimeException | Error e) {
      failures.accept(e);
      return null;
    }
  }

  /**
   * The wait is over.
   *
   * @param wait what {@link #waits} gave
   * @param threw whether it was in vain
   */
  public void waited(@Nullable OutsideCall wait, boolean threw) {
    try {
      if (wait != null) {
        wait.end(threw);
      }
    } catch (RuntimeException | Error e) {
      failures.accept(e);
    }
  }
}
