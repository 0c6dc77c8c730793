package io.targetedprofiler.examples.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks, keeps JMH's results as JSON and prints one table of them, and whether what
 * we claim holds. JMH's own options come in the system property {@code benchmarks.args}.
 */
public final class Benchmarks {

  /** Rows of what JFR can do since JDK 25. */
  static final String NEED_JDK_25 = "\\.jfrMethod";

  private Benchmarks() {}

  /** Runs what the options select; everything by default. */
  public static void main(String[] args) throws Exception {
    Path results =
        Path.of(
            System.getProperty("benchmarks.results", "."),
            "jmh-jdk" + Runtime.version().feature() + ".json");
    long start = System.nanoTime();
    new Runner(options(results)).run();
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    List<Row> rows = JmhResults.read(results);
    System.out.println("\nJDK " + Runtime.version());
    System.out.print(Table.of(rows).render());
    if (!hasMethodEvents()) {
      System.out.println("Left out: jfrMethodTiming and jfrMethodTrace, which need JDK 25.");
    }
    System.out.println("\nClaims");
    System.out.print(Claims.render(Claims.of(rows)));
    System.out.printf("%nTook %d min %d s%n", time.toMinutes(), time.toSecondsPart());
    System.out.println("JMH's results: " + results);
  }

  private static Options options(Path results) throws CommandLineOptionException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .parent(new CommandLineOptions(words(System.getProperty("benchmarks.args", ""))))
            .addProfiler(GCProfiler.class)
            .addProfiler(CpuTime.class)
            .resultFormat(ResultFormatType.JSON)
            .result(results.toString())
            .shouldFailOnError(true);
    return (hasMethodEvents() ? options : options.exclude(NEED_JDK_25)).build();
  }

  /** Whether JFR can time and trace methods. */
  static boolean hasMethodEvents() {
    return Runtime.version().feature() >= 25;
  }

  private static String[] words(String text) {
    return text.isBlank() ? new String[0] : text.strip().split("\\s+");
  }
}
