package io.targetedprofiler.aspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import net.ttddyy.dsproxy.proxy.ProxyJdbcObject;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import subjects.Orders;

@DisplayName("SQL in woven code")
class StatementsTest {

  private final Reports reports = new Reports();
  private final Orders orders = new Orders();

  @AfterEach
  void stop() {
    reports.close();
  }

  @Test
  @DisplayName("stands beneath the method that executes it, and so does the wait for a connection")
  void tree() throws SQLException {
    orders.byHand();

    assertThat(reports.tree("orders by hand"))
        .isEqualTo(
            """
            Orders.byHand x1
              Orders.run x1
                Orders.run x1
                  SQL select ? x1
                waiting for a connection x1
            """);
  }

  @Test
  @DisplayName("stands beneath the marked method where nothing else does")
  void topLevel() throws SQLException {
    orders.atTheTop();

    assertThat(reports.tree("orders at the top"))
        .isEqualTo(
            """
            Orders.atTheTop x1
              SQL select ? x1
              waiting for a connection x1
            """);
  }

  @Test
  @DisplayName("is seen through a connection that is older than the profiled call")
  void older() throws SQLException {
    orders.within();

    assertThat(reports.tree("orders within")).contains("SQL select ? x1\n");
  }

  @Test
  @DisplayName("is seen by whoever a woven method gives its data source to")
  void provided() throws SQLException {
    try (Connection connection = orders.source().getConnection()) {
      assertThat(connection).isInstanceOf(ProxyJdbcObject.class);
    }
    assertThat(orders.source().unwrap(JdbcDataSource.class)).isSameAs(orders.itself());
  }

  @Test
  @DisplayName("is left alone where the method says so, and where its type says more")
  void untouched() {
    assertThat(orders.leftAlone()).isSameAs(orders.itself());
    assertThat(orders.itself()).isExactlyInstanceOf(JdbcDataSource.class);
    assertThat(orders.none()).isNull();
  }
}
