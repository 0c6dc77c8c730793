package io.targetedprofiler.examples.benchmarks;

import io.targetedprofiler.Profiler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A statement is prepared, executed and its one row read, by a driver that does nothing: what it
 * costs that the connection is profiled, whatever the database takes. All calls are timed: a root
 * that does nothing else would soon be too dense to be recorded.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 5, jvmArgsAppend = "-Dprofiler.timing=full")
public class ConnectionBenchmark {

  private static final String QUERY = "select name from customer where id = ?";

  /** What each hands out that matters here. */
  private static final Map<Class<?>, Class<?>> PARTS =
      Map.of(
          DataSource.class, Connection.class,
          Connection.class, PreparedStatement.class,
          PreparedStatement.class, ResultSet.class);

  /** A connection as the driver makes it. */
  @State(Scope.Thread)
  public static class Plain {
    private @Nullable Connection connection;

    /** Opens it. */
    @Setup(Level.Trial)
    public void open() throws SQLException {
      connection = source().getConnection();
    }

    DataSource source() {
      return stub(DataSource.class);
    }

    @Nullable String query() throws SQLException {
      if (connection == null) {
        throw new IllegalStateException("not opened");
      }
      try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
        statement.setInt(1, 2);
        try (ResultSet rows = statement.executeQuery()) {
          rows.next();
          return rows.getString(1);
        }
      }
    }
  }

  /** The same, profiled. */
  @State(Scope.Thread)
  public static class Wrapped extends Plain {
    @Override
    DataSource source() {
      return Profiler.wrap(super.source());
    }
  }

  /** Not wrapped. */
  @Benchmark
  public @Nullable String baseline(Plain plain) throws SQLException {
    return plain.query();
  }

  /** Outside of any profiled call. */
  @Benchmark
  public @Nullable String outside(Wrapped wrapped) throws SQLException {
    return wrapped.query();
  }

  /** Within a profiled call. */
  @Benchmark
  public @Nullable String inside(Wrapped wrapped, OpenRoot root) throws SQLException {
    return wrapped.query();
  }

  /** Returns further stubs where interfaces are asked for, and nothing, zero or true elsewhere. */
  private static <T> T stub(Class<T> type) {
    Map<Method, Object> answers = new HashMap<>();
    for (Method method : type.getMethods()) {
      Class<?> result = method.getReturnType();
      if (result == boolean.class) {
        answers.put(method, true);
      } else if (result == int.class) {
        answers.put(method, 0);
      } else if (result == PARTS.get(type)) {
        answers.put(method, stub(result));
      }
    }
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answers.get(method)));
  }
}
