package io.targetedprofiler.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.targetedprofiler.Profiler;
import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.sink.ReportSink;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.math.BigDecimal;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.transaction.support.TransactionTemplate;

/** Libraries that are not woven, over a data source that was wrapped by hand. */
@DisplayName("A checkout over a wrapped data source")
class OtherWaysToTheDatabaseTest {

  private static final List<String> CART = List.of("cup", "sugar", "cocoa", "teapot", "tea-green");

  private final List<CallReport> reports = new CopyOnWriteArrayList<>();
  private final ReportSink sink = reports::add;
  private final HikariDataSource pool = pool();
  private final DataSource source = Profiler.wrap(pool);

  @BeforeEach
  void listen() {
    new ResourceDatabasePopulator(new ClassPathResource("schema.sql", Shop.class)).execute(pool);
    Profiler.addSink(sink);
  }

  @AfterEach
  void leave() {
    Profiler.removeSink(sink);
    pool.close();
  }

  @Test
  @DisplayName("shows the statements of a JdbcTemplate in a transaction")
  void jdbcTemplate() {
    JdbcTemplate jdbc = new JdbcTemplate(source);
    TransactionTemplate transaction =
        new TransactionTemplate(new DataSourceTransactionManager(source));

    Profiler.profile("checkout", () -> transaction.executeWithoutResult(t -> checkout(jdbc)));

    assertThat(statements())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "SQL select net from price where sku = ?", "5 N+1",
                "SQL update stock set qty = qty - ? where sku = ?", "5 N+1 {rows=5}",
                "SQL insert into purchase (cart_id) values (?)", "1 {rows=1}",
                "SQL commit", "1"));
  }

  @Test
  @DisplayName("is one transaction of Spring's, whichever of the two its parts know")
  void transaction() {
    JdbcTemplate jdbc = new JdbcTemplate(source);
    TransactionTemplate transaction =
        new TransactionTemplate(new DataSourceTransactionManager(pool));

    transaction.executeWithoutResult(
        status -> {
          checkout(jdbc);
          status.setRollbackOnly();
        });

    assertThat(jdbc.queryForObject("select count(*) from purchase", Long.class)).isZero();
  }

  private static void checkout(JdbcTemplate jdbc) {
    for (String sku : CART) {
      jdbc.queryForObject("select net from price where sku = ?", BigDecimal.class, sku);
    }
    jdbc.update("insert into purchase (cart_id) values ('cart-42')");
    for (String sku : CART) {
      jdbc.update("update stock set qty = qty - 1 where sku = ?", sku);
    }
  }

  @Test
  @DisplayName("shows the statements of Hibernate")
  void hibernate() {
    Configuration configuration =
        new Configuration().addAnnotatedClass(Price.class).addAnnotatedClass(Purchase.class);
    configuration.getProperties().put("hibernate.connection.datasource", source);
    try (SessionFactory hibernate = configuration.buildSessionFactory()) {
      Profiler.profile(
          "checkout",
          () ->
              hibernate.inTransaction(
                  session -> {
                    CART.forEach(sku -> session.find(Price.class, sku));
                    Purchase purchase = new Purchase();
                    purchase.cartId = "cart-42";
                    session.persist(purchase);
                  }));
    }

    assertThat(statements())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "SQL select p1_0.sku, p1_0.net from price p1_0 where p1_0.sku = ?", "5 N+1",
                "SQL insert into purchase (cart_id, id) values (?, default)", "1 {rows=1}",
                "SQL commit", "1"));
  }

  @Test
  @DisplayName("shows how long it waited for a connection of a pool that is too small")
  void tooSmall() throws Exception {
    pool.setMaximumPoolSize(1);
    CountDownLatch taken = new CountDownLatch(1);
    FutureTask<Long> other = new FutureTask<>(() -> holdUntilSomebodyWaits(taken));
    new Thread(other, "other customer").start();
    taken.await();

    Profiler.profile("checkout", () -> checkout(new JdbcTemplate(source)));

    CallNode wait =
        report().tree().root().children().stream()
            .filter(node -> node.frame().label().equals("waiting for a connection"))
            .findFirst()
            .orElseThrow();
    assertThat(wait.calls()).isEqualTo(11);
    assertThat(wait.maxNanos()).isGreaterThanOrEqualTo(other.get());
  }

  /** Returns for how long at least somebody has waited. */
  private long holdUntilSomebodyWaits(CountDownLatch taken) throws Exception {
    try (Connection connection = pool.getConnection()) {
      taken.countDown();
      while (pool.getHikariPoolMXBean().getThreadsAwaitingConnection() == 0) {
        Thread.onSpinWait();
      }
      long since = System.nanoTime();
      connection.createStatement().execute("select count(*) from stock a, stock b, stock c");
      return System.nanoTime() - since;
    }
  }

  private Map<String, String> statements() {
    return Statements.of(report().tree());
  }

  private CallReport report() {
    assertThat(Profiler.flush(Duration.ofSeconds(10))).isTrue();
    assertThat(reports).hasSize(1);
    return reports.get(0);
  }

  private static HikariDataSource pool() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    config.setMaximumPoolSize(2);
    config.setMinimumIdle(0);
    return new HikariDataSource(config);
  }

  /** A row of {@code price}, for Hibernate. */
  @Entity(name = "price")
  static class Price {
    @Id String sku;
    BigDecimal net;
  }

  /** A row of {@code purchase}, for Hibernate. */
  @Entity(name = "purchase")
  static class Purchase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    long id;

    @Column(name = "cart_id")
    String cartId;
  }
}
