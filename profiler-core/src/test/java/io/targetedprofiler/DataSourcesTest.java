package io.targetedprofiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallReport;
import java.io.Closeable;
import java.io.PrintWriter;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.logging.Logger;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A data source that is wrapped by hand")
class DataSourcesTest {

  private final DeliveredReports reports = DeliveredReports.listen();
  private final Pool pool = new Pool();
  private final DataSource wrapped = Profiler.wrap(pool);

  @BeforeEach
  void schema() throws SQLException {
    execute(wrapped, "create table stock (sku varchar(9), qty int)");
  }

  @AfterEach
  void stop() {
    reports.close();
  }

  @Test
  @DisplayName(
      "shows each statement without its values, how often it ran, and how many rows it changed")
  void statements() throws Exception {
    profile(
        () -> {
          try (Connection connection = wrapped.getConnection()) {
            for (int i = 0; i < 6; i++) {
              insert(connection, "sku" + i, i);
            }
            try (Statement update = connection.createStatement()) {
              update.executeUpdate("update stock set qty = 7 where sku in ('sku1', 'sku2')");
              update.executeQuery("select 4711");
            }
          }
        });

    assertThat(nodes())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "waiting for a connection", "1 {}",
                "SQL insert into stock values (?, ?)", "6 {rows=6}",
                "SQL update stock set qty = ? where sku in (?)", "1 {rows=2}",
                "SQL select ?", "1 {}"));
  }

  @Test
  @DisplayName("shows a batch as one execution, and the end of a transaction")
  void batch() throws Exception {
    profile(
        () -> {
          try (Connection connection = wrapped.getConnection();
              PreparedStatement insert =
                  connection.prepareStatement("insert into stock values (?, 1)")) {
            connection.setAutoCommit(false);
            for (int i = 0; i < 3; i++) {
              insert.setString(1, "sku" + i);
              insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
          }
        });

    assertThat(nodes())
        .containsEntry("SQL insert into stock values (?, ?)", "1 {batch=3, rows=3}")
        .containsEntry("SQL commit", "1 {}");
  }

  @Test
  @DisplayName("shows that transactions were rolled back, some in part")
  void rollback() throws Exception {
    profile(
        () -> {
          try (Connection connection = wrapped.getConnection()) {
            connection.setAutoCommit(false);
            connection.rollback(connection.setSavepoint());
            connection.rollback();
          }
        });

    assertThat(nodes()).containsEntry("SQL rollback", "2 {}");
  }

  @Test
  @DisplayName("shows a batch of different statements by the first, and what a callable one does")
  void otherStatements() throws Exception {
    profile(
        () -> {
          try (Connection connection = wrapped.getConnection();
              Statement statement = connection.createStatement();
              CallableStatement call = connection.prepareCall("call abs(?)")) {
            assertThat(statement.getConnection()).isSameAs(connection);
            statement.addBatch("insert into stock values ('a', 1)");
            statement.addBatch("update stock set qty = 2");
            assertThat(statement.executeBatch()).containsExactly(1, 1);
            call.setInt(1, -7);
            call.execute();
          }
        });

    assertThat(nodes())
        .containsEntry("SQL insert into stock values (?, ?)", "1 {batch=2, rows=2}")
        .containsEntry("SQL call abs(?)", "1 {}");
  }

  @Test
  @DisplayName("shows each way to execute a text")
  void texts() throws Exception {
    String[] keys = {"qty"};
    int[] columns = {1};
    profile(
        () -> {
          try (Connection connection = wrapped.getConnection();
              Statement statement = connection.createStatement()) {
            statement.executeQuery("values 1");
            statement.execute("update stock set qty = 1");
            statement.execute("update stock set qty = 1", Statement.RETURN_GENERATED_KEYS);
            statement.execute("update stock set qty = 1", columns);
            statement.execute("update stock set qty = 1", keys);
            statement.executeUpdate("insert into stock values ('a', 1)");
            statement.executeUpdate(
                "insert into stock values ('b', 1)", Statement.NO_GENERATED_KEYS);
            statement.executeUpdate("insert into stock values ('c', 1)", columns);
            statement.executeUpdate("insert into stock values ('d', 1)", keys);
            statement.executeLargeUpdate("delete from stock where sku = 'a'");
            statement.executeLargeUpdate(
                "delete from stock where sku = 'b'", Statement.NO_GENERATED_KEYS);
            statement.executeLargeUpdate("delete from stock where sku = 'c'", columns);
            statement.executeLargeUpdate("delete from stock where sku = 'd'", keys);
          }
        });

    assertThat(nodes())
        .containsEntry("SQL values ?", "1 {}")
        .containsEntry("SQL update stock set qty = ?", "4 {}")
        .containsEntry("SQL insert into stock values (?, ?)", "4 {rows=4}")
        .containsEntry("SQL delete from stock where sku = ?", "4 {rows=4}");
  }

  @Test
  @DisplayName("shows each way to execute what is prepared, but no text, which it refuses")
  void prepared() throws Exception {
    profile(
        () -> {
          try (Connection connection = wrapped.getConnection();
              PreparedStatement update = connection.prepareStatement("update stock set qty = 1");
              PreparedStatement query = connection.prepareStatement("select 1")) {
            query.executeQuery();
            update.execute();
            assertThat(update.executeUpdate()).isZero();
            assertThat(update.executeLargeUpdate()).isZero();
            assertThatThrownBy(() -> update.executeUpdate("delete from stock"))
                .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> update.addBatch("delete from stock"))
                .isInstanceOf(SQLException.class);
          }
        });

    assertThat(nodes())
        .containsOnlyKeys(
            "waiting for a connection", "SQL select ?", "SQL update stock set qty = ?")
        .containsEntry("SQL select ?", "1 {}")
        .containsEntry("SQL update stock set qty = ?", "3 {rows=0}");
  }

  @Test
  @DisplayName("forgets a batch that was executed or cleared")
  void batches() throws Exception {
    profile(
        () -> {
          try (Connection connection = wrapped.getConnection();
              Statement statement = connection.createStatement()) {
            statement.addBatch("delete from stock");
            statement.clearBatch();
            statement.addBatch("insert into stock values ('a', 1)");
            statement.addBatch("insert into stock values ('b', 1)");
            statement.executeLargeBatch();
            statement.addBatch("update stock set qty = 2");
            statement.executeBatch();
          }
        });

    assertThat(nodes())
        .containsOnlyKeys(
            "waiting for a connection",
            "SQL insert into stock values (?, ?)",
            "SQL update stock set qty = ?")
        .containsEntry("SQL insert into stock values (?, ?)", "1 {batch=2, rows=2}")
        .containsEntry("SQL update stock set qty = ?", "1 {batch=1, rows=2}");
  }

  @Test
  @DisplayName("marks a failing statement, and throws what it threw")
  void failing() throws Exception {
    profile(
        () ->
            assertThatThrownBy(() -> execute(wrapped, "select * from nowhere where a = 'secret'"))
                .isInstanceOf(SQLException.class));

    CallNode failed = reports.next("orders").tree().root().children().get(1);
    assertThat(failed.frame().label()).isEqualTo("SQL select * from nowhere where a = ?");
    assertThat(failed.errors()).isEqualTo(1);
  }

  @Test
  @DisplayName("does what it did where nothing is profiled")
  void unprofiled() throws SQLException {
    execute(wrapped, "insert into stock values ('a', 1)");

    assertThat(reports.isEmpty()).isTrue();
  }

  @Test
  @DisplayName("keeps its interfaces, gives out what it stands for, and equals its like")
  void standsFor() throws Exception {
    assertThat(wrapped).isInstanceOf(Closeable.class);
    ((Closeable) wrapped).close();
    assertThat(pool.closed).isTrue();
    assertThat(wrapped.isWrapperFor(Pool.class)).isTrue();
    assertThat(wrapped.unwrap(Pool.class)).isSameAs(pool);
    assertThat(Profiler.wrap(wrapped)).isSameAs(wrapped);
    assertThat(Profiler.wrap(pool)).isEqualTo(wrapped).hasSameHashCodeAs(wrapped);
    assertThat(wrapped).isNotEqualTo(Profiler.wrap(new Pool())).isNotEqualTo(pool);
    assertThat(wrapped.getLoginTimeout()).isEqualTo(7);
  }

  @Test
  @DisplayName("throws what getting a connection throws, whose wait is an error")
  void noConnection() throws Exception {
    pool.failure = new SQLException("none left");

    profile(() -> assertThatThrownBy(wrapped::getConnection).isSameAs(pool.failure));

    CallNode wait = reports.next("orders").tree().root().children().get(0);
    assertThat(wait.frame().label()).isEqualTo("waiting for a connection");
    assertThat(wait.errors()).isEqualTo(1);
  }

  @Test
  @DisplayName("on top of another one shows each statement once")
  void twice() throws Exception {
    DataSource outer = Profiler.wrap(new Pool(wrapped));

    profile(() -> execute(outer, "insert into stock values ('a', 1)"));

    assertThat(nodes())
        .containsEntry("waiting for a connection", "1 {}")
        .containsEntry("SQL insert into stock values (?, ?)", "1 {rows=1}")
        .hasSize(2);
  }

  @Test
  @DisplayName("is profiled where the application itself uses datasource-proxy, too")
  void otherProxies() throws Exception {
    DataSource outer = Profiler.wrap(ProxyDataSourceBuilder.create(new Pool()).build());

    profile(() -> execute(outer, "create table t (a int)"));

    assertThat(nodes()).containsKey("SQL (create)");
  }

  private interface Work {
    void run() throws Exception;
  }

  private static void profile(Work work) throws Exception {
    Profiler.profile(
        "orders",
        () -> {
          work.run();
          return null;
        });
  }

  private Map<String, String> nodes() {
    CallReport report = reports.next("orders");
    Map<String, String> nodes = new TreeMap<>();
    for (CallNode node : report.tree().root().children()) {
      nodes.put(node.frame().label(), node.calls() + " " + new TreeMap<>(node.counters()));
    }
    return nodes;
  }

  private static void insert(Connection connection, String sku, int qty) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into stock values (?, ?)")) {
      insert.setString(1, sku);
      insert.setInt(2, qty);
      insert.executeUpdate();
    }
  }

  private static void execute(DataSource source, String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      if (sql.startsWith("select") || sql.startsWith("create")) {
        statement.execute(sql);
      } else {
        statement.executeUpdate(sql);
      }
    }
  }

  /** Closeable, as pools are. */
  private static final class Pool implements DataSource, Closeable {

    private final DataSource connections;
    private boolean closed;
    private SQLException failure;

    Pool() {
      this(h2());
    }

    Pool(DataSource connections) {
      this.connections = connections;
    }

    private static DataSource h2() {
      JdbcDataSource source = new JdbcDataSource();
      source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
      return source;
    }

    @Override
    public Connection getConnection() throws SQLException {
      if (failure != null) {
        throw failure;
      }
      return connections.getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
      return getConnection();
    }

    @Override
    public void close() {
      closed = true;
    }

    @Override
    public PrintWriter getLogWriter() {
      return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
      return 7;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
      throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
      throw new SQLException("not a wrapper for " + List.of(type));
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
      return false;
    }
  }
}
