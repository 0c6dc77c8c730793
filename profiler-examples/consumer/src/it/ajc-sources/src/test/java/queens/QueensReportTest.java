package queens;

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

@DisplayName("After ajc alone a run of the program")
class QueensReportTest {

  /** The lambdas have ajc's names; javac's would be lambda$place$0 and lambda$isFree$1. */
  private static final List<String> TREES =
      List.of(
          """
          Queens.solutions ×1
            Queens.place ×1
              Queens.lambda$0 ×2
                Queens.isFree ×2
              Queens.place ×2
                Queens.lambda$0 ×4
                  Queens.isFree ×4
                    Queens.lambda$1 ×4
                      Queens.attacks ×4
          """,
          """
          Queens.solutions ×1
            Queens.place ×1
              Queens.lambda$0 ×4
                Queens.isFree ×4
              Queens.place ×4
                Queens.lambda$0 ×16
                  Queens.isFree ×16
                    Queens.lambda$1 ×16
                      Queens.attacks ×16
                Queens.place ×6
                  Queens.lambda$0 ×24
                    Queens.isFree ×24
                      Queens.lambda$1 ×36
                        Queens.attacks ×36
                  Queens.place ×4
                    Queens.lambda$0 ×16
                      Queens.isFree ×16
                        Queens.lambda$1 ×32
                          Queens.attacks ×32
                    Queens.place ×2
          """);

  @Test
  @DisplayName("has written the exact trees, recursion and lambdas included")
  void trees() throws IOException {
    assertEquals(TREES, log().trees("queens"));
  }

  @Test
  @DisplayName("has counted every call in Prometheus")
  void scrape() throws IOException {
    String calls =
        "profiler_calls_seconds_count{exception=\"none\",outcome=\"returned\",profile=\"queens\"} 2";
    assertTrue(Files.readAllLines(Path.of("target", "scrape.txt")).contains(calls));
  }

  @Test
  @DisplayName("has nothing to warn of")
  void quiet() throws IOException {
    assertEquals(0, log().count("\\w+ +profiler - .*"));
    assertEquals(0, log().count("(WARN|ERROR) .*"));
  }

  @Test
  @DisplayName("can say that its classes are woven")
  void woven() {
    assertTrue(Profiler.isWoven(Queens.class));
    assertTrue(Profiler.isWoven(Main.class));
  }

  private static ReportLog log() throws IOException {
    return ReportLog.read(Path.of("target", "queens.log"));
  }
}
