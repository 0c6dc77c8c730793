package io.targetedprofiler;

import io.targetedprofiler.outside.ProfiledConnections;
import io.targetedprofiler.record.OutsideCall;
import java.sql.Connection;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What a weaver calls where woven code gets data sources and connections, so that their statements
 * are recorded; not meant for people, who have {@link Profiler#wrap}. Nothing is ever thrown. What
 * cannot be profiled is given back as it is.
 */
public final class DataSources {

  private static final String LIBRARY = "net.ttddyy.dsproxy.proxy.ProxyConfig";

  private DataSources() {}

  /** Made when first needed; null where the library that it is built on is missing, or unwanted. */
  private static final class Holder {
    static final @Nullable ProfiledConnections PROFILED = create();

    private static @Nullable ProfiledConnections create() {
      try {
        Class.forName(LIBRARY, false, Holder.class.getClassLoader());
        return Engine.get().recordsStatements()
            ? new ProfiledConnections(failure -> Failures.say("SQL could not be recorded", failure))
            : null;
      } catch (ClassNotFoundException | LinkageError e) {
        return null;
      }
    }
  }

  /** Whether statements are recorded: {@code profiler.sql}. Holds for the life of the process. */
  public static boolean isWanted() {
    return Holder.PROFILED != null;
  }

  /** A thread begins to wait for a connection; null if nobody wants to know. */
  public static @Nullable OutsideCall waits() {
    ProfiledConnections profiled = Holder.PROFILED;
    return profiled == null ? null : profiled.waits();
  }

  /**
   * The wait is over.
   *
   * @param wait what {@link #waits} gave
   * @param threw whether it was in vain
   */
  public static void waited(@Nullable OutsideCall wait, boolean threw) {
    ProfiledConnections profiled = Holder.PROFILED;
    if (profiled != null) {
      profiled.waited(wait, threw);
    }
  }

  /** The same connection, profiled. */
  public static @Nullable Connection profiled(@Nullable Connection connection) {
    ProfiledConnections profiled = Holder.PROFILED;
    return profiled == null || connection == null ? connection : profiled.of(connection);
  }

  /**
   * The same data source, its connections profiled if that is wanted: not by default, because
   * whoever casts it to the class of a pool would fail.
   */
  public static @Nullable DataSource profiled(@Nullable DataSource source) {
    ProfiledConnections profiled = Holder.PROFILED;
    return profiled == null || source == null || !Engine.get().wrapsSources()
        ? source
        : wrapped(source, profiled);
  }

  /** The same, where somebody asked for it, who should know if nothing comes of it. */
  static DataSource wrap(DataSource source) {
    ProfiledConnections profiled = Holder.PROFILED;
    if (profiled == null) {
      if (Engine.get().recordsStatements()) {
        String problem =
            "Profiler.wrap needs net.ttddyy:datasource-proxy on the class path; no SQL is recorded";
        Engine.get().log().warn(problem);
      }
      return source;
    }
    return wrapped(source, profiled);
  }

  private static DataSource wrapped(DataSource source, ProfiledConnections profiled) {
    try {
      return profiled.of(source);
    } catch (RuntimeException | Error e) {
      Failures.say("a data source could not be profiled", e);
      return source;
    }
  }
}
