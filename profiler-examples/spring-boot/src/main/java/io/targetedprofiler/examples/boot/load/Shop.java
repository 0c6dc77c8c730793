package io.targetedprofiler.examples.boot.load;

import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The application in a process of its own, and some customers who wait for each answer. */
final class Shop implements AutoCloseable {

  private static final int CUSTOMERS = 4;

  private static final List<byte[]> PROFILED = requests(Switch.ON);
  private static final List<byte[]> NOT_PROFILED = requests(Switch.OFF);

  private final Child process;
  private final String database;
  private final List<Connection> connections;
  private final ExecutorService customers = Executors.newFixedThreadPool(CUSTOMERS);

  private Shop(Child process, String database, List<Connection> connections) {
    this.process = process;
    this.database = database;
    this.connections = connections;
  }

  private static List<byte[]> requests(String profiled) {
    String header = Switch.HEADER + ": " + profiled;
    return List.of(
        Connection.get("/products", header),
        Connection.post(
            "/jdbc/checkout",
            header,
            "{\"id\":\"cart-1\",\"skus\":[\"cup\",\"sugar\",\"cocoa\",\"teapot\",\"tea-green\"]}"));
  }

  static Shop start(List<String> classPath, String database, List<String> settings)
      throws IOException, InterruptedException {
    int port = Child.freePort();
    Child process =
        Child.start(
            classPath,
            "io.targetedprofiler.examples.boot.Application",
            arguments(
                settings,
                "--server.port=" + port,
                "--server.tomcat.max-keep-alive-requests=-1",
                "--server.tomcat.keep-alive-timeout=-1",
                "--spring.datasource.url=" + database,
                "--spring.sql.init.mode=always",
                "--spring.datasource.username=sa",
                "--load.switch=true",
                "--logging.level.profiler=info"));
    return new Shop(process, database, connect(process, port));
  }

  private static List<String> arguments(List<String> settings, String... own) {
    List<String> all = new ArrayList<>(List.of(own));
    all.addAll(settings);
    return all;
  }

  private static List<Connection> connect(Child process, int port)
      throws IOException, InterruptedException {
    process.awaitListening(port);
    List<Connection> connections = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      connections.add(new Connection(port));
    }
    return connections;
  }

  /**
   * What some time of load has shown.
   *
   * @param perSecond requests answered in a second
   * @param cpuMicros CPU time of the shop's process for each of them
   */
  record Turn(double perSecond, double cpuMicros) {}

  /**
   * All customers come one after the other, again and again.
   *
   * @param profiled whether their requests are, where there is a profiler
   */
  Turn turn(Duration duration, boolean profiled) throws InterruptedException, ExecutionException {
    List<byte[]> requests = profiled ? PROFILED : NOT_PROFILED;
    Duration cpu = process.cpu();
    long begin = System.nanoTime();
    long end = begin + duration.toNanos();
    List<Future<Integer>> counts = new ArrayList<>();
    for (Connection connection : connections) {
      counts.add(customers.submit(() -> shop(connection, requests, end)));
    }
    double sum = 0;
    for (Future<Integer> count : counts) {
      sum += count.get();
    }
    long took = System.nanoTime() - begin;
    return new Turn(sum * 1e9 / took, process.cpu().minus(cpu).toNanos() / 1e3 / sum);
  }

  /** Forgets what was sold, so that the database is as fast in the last turn as in the first. */
  void clear() throws SQLException {
    try (java.sql.Connection connection = DriverManager.getConnection(database, "sa", "");
        Statement statement = connection.createStatement()) {
      statement.execute("truncate table item");
      statement.execute("delete from purchase");
    }
  }

  private static int shop(Connection connection, List<byte[]> requests, long end)
      throws IOException {
    int count = 0;
    while (System.nanoTime() < end) {
      for (byte[] request : requests) {
        int status = connection.exchange(request);
        if (status != 200) {
          throw new IOException("the shop answers " + status);
        }
        count++;
      }
    }
    return count;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    customers.shutdownNow();
    for (Connection connection : connections) {
      connection.close();
    }
    process.close();
  }
}
