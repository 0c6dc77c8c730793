package till;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.targetedprofiler.Profiler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import stock.Shelf;
import stranger.ReportLog;

@DisplayName("With one plugin block in the parent")
class TillReportTest {

  @Test
  @DisplayName("the classes of every module are woven")
  void woven() {
    assertTrue(Profiler.isWoven(Till.class));
    assertTrue(Profiler.isWoven(Shelf.class));
  }

  @Test
  @DisplayName("a tree goes from module to module")
  void tree() throws IOException {
    assertEquals(
        List.of(
            """
            Till.sell ×1
              Shelf.take ×3
              Till.line ×3
            """),
        ReportLog.read(Path.of("target", "till.log")).trees("Till.sell"));
  }

  @Test
  @DisplayName("Micrometer is not missed where it is absent")
  void noMicrometer() throws IOException {
    assertThrows(
        ClassNotFoundException.class,
        () -> Class.forName("io.micrometer.core.instrument.MeterRegistry"));
    ReportLog log = ReportLog.read(Path.of("target", "till.log"));
    assertEquals(0, log.count("\\w+ +profiler - .*"));
    assertEquals(0, log.count("(WARN|ERROR) .*"));
  }
}
