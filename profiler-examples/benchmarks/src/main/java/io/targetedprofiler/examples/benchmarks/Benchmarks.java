package io.targetedprofiler.examples.benchmarks;

import java.nio.file.Path;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks, keeps JMH's results as JSON and prints one table of them. JMH's own options
 * come in the system property {@code benchmarks.args}.
 */
public final class Benchmarks {

  private Benchmarks() {}

  /** Runs what the options select; everything by default. */
  public static void main(String[] args) throws Exception {
    Path results =
        Path.of(
            System.getProperty("benchmarks.results", "."),
            "jmh-jdk" + Runtime.version().feature() + ".json");
    Options options =
        new OptionsBuilder()
            .parent(new CommandLineOptions(words(System.getProperty("benchmarks.args", ""))))
            .addProfiler(GCProfiler.class)
            .resultFormat(ResultFormatType.JSON)
            .result(results.toString())
            .shouldFailOnError(true)
            .build();
    new Runner(options).run();
    System.out.println("\nJDK " + Runtime.version());
    System.out.print(Table.of(JmhResults.read(results)).render());
    System.out.println("JMH's results: " + results);
  }

  private static String[] words(String text) {
    return text.isBlank() ? new String[0] : text.strip().split("\\s+");
  }
}
