package io.targetedprofiler.examples.boot.load;

import io.targetedprofiler.examples.boot.load.Shop.Turn;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What it costs to profile every request of the shop, and to have the profiler in it at all. Of two
 * shops, woven and unwoven, both run all the time and are loaded by turns; the woven one also with
 * requests that are not profiled. Two processes of the very same program differ by more than what
 * is asked, and one from itself by less, but not by nothing: so they are started anew several
 * times.
 */
public final class LoadTest {

  private static final int FORKS = Integer.getInteger("load.forks", 5);
  private static final int ROUNDS = Integer.getInteger("load.rounds", 30);
  private static final int WARM_UP_ROUNDS = Integer.getInteger("load.warmup", 40);

  /** Of the profiler, such as {@code --profiler.web.threshold=}, to see what each part costs. */
  private static final List<String> SETTINGS =
      Stream.of(System.getProperty("load.settings", "").split(" ", -1))
          .filter(setting -> !setting.isEmpty())
          .toList();

  private static final Duration TURN = Duration.ofSeconds(2);

  private final List<String> woven;
  private final List<String> unwoven;
  private final PrintStream out;
  private final Comparison withItself =
      new Comparison("profiled against not profiled, the same process");
  private final Comparison withUnwoven = new Comparison("profiled against unwoven");
  private final Comparison idle = new Comparison("not profiled against unwoven");

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
        database.awaitListening(port);
        fork(fork, "jdbc:h2:tcp://localhost:" + port + "/mem:%s;DB_CLOSE_DELAY=-1");
      }
    }
    out.printf("%nmean of %d forks with 95 %% interval%n", FORKS);
    for (Comparison comparison : List.of(withItself, withUnwoven, idle)) {
      out.println(comparison.summary());
    }
  }

  private void fork(int fork, String database) throws Exception {
    try (Shop a = Shop.start(woven, database.formatted("a"), SETTINGS);
        Shop b = Shop.start(unwoven, database.formatted("b"), List.of())) {
      for (int round = 0; round < WARM_UP_ROUNDS; round++) {
        round(round, a, b);
      }
      List<Turn> profiled = new ArrayList<>();
      List<Turn> not = new ArrayList<>();
      List<Turn> without = new ArrayList<>();
      for (int i = 0; i < ROUNDS; i++) {
        Turn[] turns = round(i, a, b);
        profiled.add(turns[0]);
        not.add(turns[1]);
        without.add(turns[2]);
      }
      out.printf("fork %d%n", fork);
      out.println(withItself.add(profiled, not));
      out.println(withUnwoven.add(profiled, without));
      out.println(idle.add(not, without));
    }
  }

  /**
   * One turn of each: woven and profiled, woven and not, then unwoven. Which of the first two comes
   * first changes, so that either follows the unwoven one as often.
   */
  private static Turn[] round(int number, Shop woven, Shop unwoven) throws Exception {
    Turn[] turns = new Turn[3];
    for (int i = 0; i < turns.length; i++) {
      int which = i == 2 || number % 2 == 0 ? i : 1 - i;
      Shop shop = which == 2 ? unwoven : woven;
      turns[which] = shop.turn(TURN, which == 0);
      shop.clear();
    }
    return turns;
  }
}
