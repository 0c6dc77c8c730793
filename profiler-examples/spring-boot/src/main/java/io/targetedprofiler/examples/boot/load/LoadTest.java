package io.targetedprofiler.examples.boot.load;

import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Throughput of the shop, woven and with every request profiled, against the same classes unwoven
 * and without the profiler: both run all the time, are loaded by turns, and are started anew
 * several times, since two processes of the very same program differ by more than what is asked.
 */
public final class LoadTest {

  private static final int FORKS = Integer.getInteger("load.forks", 3);
  private static final int PAIRS = Integer.getInteger("load.pairs", 12);
  private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("load.warmup", 12));

  /** Of the profiler, such as {@code --profiler.web.threshold=}, to see what each part costs. */
  private static final List<String> SETTINGS =
      Stream.of(System.getProperty("load.settings", "").split(" ", -1))
          .filter(setting -> !setting.isEmpty())
          .toList();

  private static final Duration ROUND = Duration.ofMillis(1_500);

  private final List<String> woven;
  private final List<String> unwoven;
  private final PrintStream out;

  private LoadTest(List<String> woven, List<String> unwoven, PrintStream out) {
    this.woven = woven;
    this.unwoven = unwoven;
    this.out = out;
  }

  /**
   * Measures.
   *
   * @param arguments directories of the woven and of the unwoven classes; with a third one, {@code
   *     same}, unwoven is measured against unwoven: what that shows is the error of the method
   */
  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    List<String> all = List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1));
    List<String> without =
        all.stream()
            .filter(
                entry -> !entry.matches(".*(profiler-core|profiler-aspects|datasource-proxy).*"))
            .map(entry -> entry.equals(arguments[0]) ? arguments[1] : entry)
            .toList();
    boolean same = arguments.length > 2 && arguments[2].equals("same");
    new LoadTest(same ? without : all, without, out).run();
  }

  private void run() throws Exception {
    List<Double> ofForks = new ArrayList<>();
    int port = Child.freePort();
    try (Child database =
        Child.start(
            unwoven,
            "org.h2.tools.Server",
            List.of("-tcp", "-tcpPort", String.valueOf(port), "-ifNotExists"))) {
      for (int fork = 1; fork <= FORKS && database.isAlive(); fork++) {
        ofForks.add(fork(fork, port));
      }
    }
    double mean = ofForks.stream().mapToDouble(f -> f).average().orElse(Double.NaN);
    out.printf(
        Locale.ROOT,
        "%nwoven against unwoven: %+.2f %% throughput (mean of %d forks, %+.2f to %+.2f)%n",
        mean,
        ofForks.size(),
        ofForks.stream().mapToDouble(f -> f).min().orElse(Double.NaN),
        ofForks.stream().mapToDouble(f -> f).max().orElse(Double.NaN));
  }

  /** Median difference of a pair of rounds, in percent. */
  private double fork(int fork, int port) throws Exception {
    String database = "jdbc:h2:tcp://localhost:" + port + "/mem:%s" + fork + ";DB_CLOSE_DELAY=-1";
    try (Shop a = Shop.start(woven, database.formatted("a"), SETTINGS);
        Shop b = Shop.start(unwoven, database.formatted("b"), List.of())) {
      a.throughput(WARM_UP);
      b.throughput(WARM_UP);
      double[] differences = new double[PAIRS];
      double[] plain = new double[PAIRS];
      for (int pair = 0; pair < PAIRS; pair++) {
        boolean first = pair % 2 == 0; // A B B A
        double early = (first ? a : b).throughput(ROUND);
        double late = (first ? b : a).throughput(ROUND);
        plain[pair] = first ? late : early;
        differences[pair] = 100 * ((first ? early : late) / plain[pair] - 1);
      }
      Arrays.sort(differences);
      double median = median(differences);
      out.printf(
          Locale.ROOT,
          "fork %d: %.0f requests/s unwoven; woven %+.2f %% (quartiles %+.2f to %+.2f of %d pairs)%n",
          fork,
          median(plain),
          median,
          differences[PAIRS / 4],
          differences[PAIRS - 1 - PAIRS / 4],
          PAIRS);
      return median;
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
