package io.targetedprofiler.examples.boot.load;

import io.targetedprofiler.examples.boot.load.Shop.Turn;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What the shop costs woven and with every request profiled, against the same classes unwoven and
 * without the profiler: both run all the time, are loaded by turns, and are started anew several
 * times, since two processes of the very same program differ by more than what is asked.
 */
public final class LoadTest {

  private static final int FORKS = Integer.getInteger("load.forks", 6);
  private static final int PAIRS = Integer.getInteger("load.pairs", 36);
  private static final int WARM_UP_TURNS = Integer.getInteger("load.warmup", 45);

  /** Of the profiler, such as {@code --profiler.web.threshold=}, to see what each part costs. */
  private static final List<String> SETTINGS =
      Stream.of(System.getProperty("load.settings", "").split(" ", -1))
          .filter(setting -> !setting.isEmpty())
          .toList();

  private static final Duration TURN = Duration.ofSeconds(1);

  private final List<String> woven;
  private final List<String> unwoven;
  private final PrintStream out;
  private final List<Double> throughputs = new ArrayList<>();
  private final List<Double> cpus = new ArrayList<>();
  private final List<Double> cpuMicros = new ArrayList<>();

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
    for (int fork = 1; fork <= FORKS; fork++) {
      int port = Child.freePort();
      try (Child database =
          Child.start(
              unwoven,
              "org.h2.tools.Server",
              List.of("-tcp", "-tcpPort", String.valueOf(port), "-ifNotExists"))) {
        fork(fork, "jdbc:h2:tcp://localhost:" + port + "/mem:%s;DB_CLOSE_DELAY=-1");
      }
    }
    out.printf(
        Locale.ROOT,
        "%nwoven against unwoven, mean of %d forks with 95 %% interval: throughput %s %%; CPU time of the shop %s %%, %s µs a request%n",
        FORKS,
        Estimate.of(throughputs),
        Estimate.of(cpus),
        Estimate.of(cpuMicros));
  }

  private void fork(int fork, String database) throws Exception {
    try (Shop a = Shop.start(woven, database.formatted("a"), SETTINGS);
        Shop b = Shop.start(unwoven, database.formatted("b"), List.of())) {
      for (int turn = 0; turn < WARM_UP_TURNS; turn++) {
        pair(turn, a, b);
      }
      double[] plain = new double[PAIRS];
      double[] throughput = new double[PAIRS];
      double[] cpu = new double[PAIRS];
      double[] micros = new double[PAIRS];
      for (int i = 0; i < PAIRS; i++) {
        Turn[] pair = pair(i, a, b);
        plain[i] = pair[1].perSecond();
        throughput[i] = 100 * (pair[0].perSecond() / pair[1].perSecond() - 1);
        cpu[i] = 100 * (pair[0].cpuMicros() / pair[1].cpuMicros() - 1);
        micros[i] = pair[0].cpuMicros() - pair[1].cpuMicros();
      }
      throughputs.add(Estimate.median(throughput));
      cpus.add(Estimate.median(cpu));
      cpuMicros.add(Estimate.median(micros));
      out.printf(
          Locale.ROOT,
          "fork %d: %.0f requests/s unwoven; woven, medians of %d pairs: throughput %+.2f %%, CPU time of the shop %+.2f %%, %+.1f µs a request%n",
          fork,
          Estimate.median(plain),
          PAIRS,
          Estimate.median(throughput),
          Estimate.median(cpu),
          Estimate.median(micros));
    }
  }

  /** One turn of each, in the order A B B A of two pairs: what drifts, drifts for both. */
  private static Turn[] pair(int number, Shop a, Shop b) throws Exception {
    boolean first = number % 2 == 0;
    Turn early = (first ? a : b).turn(TURN);
    Turn late = (first ? b : a).turn(TURN);
    a.clear();
    b.clear();
    return first ? new Turn[] {early, late} : new Turn[] {late, early};
  }
}
