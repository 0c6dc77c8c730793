package weather;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.targetedprofiler.Profiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import stranger.ReportLog;

@DisplayName("After the Kotlin compiler, then weaving, a run of the program with -Xverify:all")
class ForecastReportTest {

  @Test
  @DisplayName(
      "has written the tree of suspend functions, which count once for each resume, and says so")
  void suspendFunctions() throws IOException {
    assertTrees(
        "forecast",
        """
        Forecast.forecast ×1
          Forecast.forecast.1.create ×1
          Forecast.forecast.1.invokeSuspend ×4 resumes
            Forecast.access$line ×3 resumes
              Forecast.line ×3 resumes
                Sensor.readTwice ×3 resumes
                  Sensor.read ×3 resumes
            Station.Companion.of ×3
          Forecast.line.1.invokeSuspend ×3 resumes
            Forecast.access$line ×3 resumes
              Forecast.line ×3 resumes
                Forecast.describe ×3
                  Forecast.join$default ×2
                    Forecast.join ×2
                  Forecast.unit_delegate$lambda$0 ×1
                    Forecast.symbol ×1
                  Forecast.unknown ×1
                Forecast.note ×3
                  Forecast.check ×3
                Forecast.sky ×3
                Sky.Cloudy.word ×1
                Sky.word ×2
          Sensor.read.1.invokeSuspend ×6 resumes
            Sensor.read ×6 resumes
          Sensor.readTwice.1.invokeSuspend ×6 resumes
            Sensor.readTwice ×6 resumes
              Sensor.read ×3 resumes
        """);
  }

  @Test
  @DisplayName("has written a report for each part of a marked function that suspends")
  void markedSuspendFunction() throws IOException {
    String untilSuspended =
        """
        Forecast.suspended ×1 resumes
          Sensor.read ×1 resumes
        """;
    assertTrees(
        "marked suspend",
        untilSuspended,
        """
        Forecast.suspended ×1 resumes
          Forecast.text ×1
          Sensor.readAtOnce ×1 resumes
        """,
        untilSuspended,
        """
        Forecast.suspended ×1 resumes
        """);
  }

  @Test
  @DisplayName("has thrown a checked exception, although none is declared")
  void checkedException() throws IOException {
    assertTrees(
        "failing",
        """
        Forecast.failing ×1  threw 1×
          Forecast.fail ×1  threw 1×
        """);
    assertEquals(
        1, log().count("WARN  profiler\\.failing - @Profile failing  .*  threw IOException  .*"));
  }

  @Test
  @DisplayName("has written the tree of sequences, lambdas, local functions and value classes")
  void shapes() throws IOException {
    assertTrees(
        "shapes",
        """
        Forecast.shapes ×1
          Celsius.constructor-impl ×1
          Celsius.degrees-impl ×1
          Forecast.gcd ×1
          Forecast.shapes$lambda$0 ×3
            Forecast.shapes$local ×3
          Forecast.shapes.squares.1.create ×1
          Forecast.shapes.squares.1.invokeSuspend ×4 resumes
            Forecast.access$square ×3
              Forecast.square ×3
          ForecastKt.twice ×1
        """);
  }

  @Test
  @DisplayName("has written the trees of tasks that were handed to other threads")
  void handedOver() throws IOException {
    assertTrees(
        "handed over",
        """
        Readings.handedOver ×1
          ⇢ CompletableFuture.supplyAsync ×1
            Readings.handedOver$lambda$1 ×1
              Readings.reading ×1
          ⇢ CompletableFuture.thenApplyAsync ×1
            Readings.handedOver$lambda$3 ×1
              Readings.handedOver$lambda$2 ×1
                Readings.reading ×1
          ⇢ ExecutorService.submit ×1
            Readings.handedOver$lambda$0 ×1
              Readings.reading ×1
          ⇢ Thread.<init> ×1
            Readings.handedOver$lambda$4 ×1
              Readings.reading ×1
        """);
  }

  @Test
  @DisplayName("has written the trees of a method that the configuration chose")
  void chosen() throws IOException {
    assertTrees(
        "wind",
        """
        Wind.beaufort ×1
          Wind.calm ×1
          Wind.force ×1
        """,
        """
        Wind.beaufort ×1
          Wind.force ×1
          Wind.join ×1
        """);
  }

  @Test
  @DisplayName("has ended the call of a function that returns a Deferred with that")
  void deferred() throws IOException {
    assertEquals(
        1, log().count("INFO  profiler\\.deferred - @Profile deferred  .*  returned after .*"));
  }

  @Test
  @DisplayName("has counted every call in Prometheus")
  void scrape() throws IOException {
    List<String> scrape = Files.readAllLines(Path.of("target", "scrape.txt"));
    assertSeries(scrape, "none", "returned", "forecast", 1);
    assertSeries(scrape, "none", "returned", "marked suspend", 4);
    assertSeries(scrape, "none", "returned", "shapes", 1);
    assertSeries(scrape, "IOException", "threw", "failing", 1);
  }

  @Test
  @DisplayName("can say which classes are woven")
  void woven() throws ClassNotFoundException {
    for (Class<?> type :
        List.of(
            Forecast.class, MainKt.class, Sensor.class, Readings.class, Sky.class, Station.class)) {
      assertTrue(Profiler.isWoven(type), type.getName());
    }
  }

  private static void assertTrees(String profile, String... trees) throws IOException {
    assertEquals(List.of(trees), log().trees(profile));
  }

  private static void assertSeries(
      List<String> scrape, String exception, String outcome, String profile, int calls) {
    String line =
        "profiler_calls_seconds_count{exception=\"%s\",outcome=\"%s\",profile=\"%s\"} %d"
            .formatted(exception, outcome, profile, calls);
    assertTrue(scrape.contains(line), () -> line + " is not in " + String.join("\n", scrape));
  }

  private static ReportLog log() throws IOException {
    return ReportLog.read(Path.of("target", "weather.log"));
  }
}
