package io.targetedprofiler.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.Frame;
import io.targetedprofiler.model.SampleReport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The limit is generous because builds share machines; each of these takes some tens of
 * milliseconds.
 */
@DisplayName("A text report of 100,000 paths")
@Timeout(value = 10, unit = TimeUnit.SECONDS)
class LargeReportTest {
  private static final int PATHS = 100_000;
  private static final TextReport STANDARD = TextReport.standard();
  private static final TextReport EVERYTHING = new TextReport(Integer.MAX_VALUE, 0, true);

  @Test
  @DisplayName("that are one recursion is drawn without recursion")
  void chain() {
    CallNode root = node("Deep.call", 1_000, List.of());
    for (int i = 1; i < PATHS; i++) {
      root = node("Deep.call", 1_000 + i, List.of(root));
    }

    assertThat(STANDARD.render(SampleReport.of(root).report())).contains("99960 call paths");
    String all = EVERYTHING.render(SampleReport.of(root).report());
    assertThat(all.lines()).hasSize(PATHS + 3);
    assertThat(all).hasSizeLessThan(100 * PATHS);
  }

  @Test
  @DisplayName("that are called by one method is drawn quickly")
  void fan() {
    List<CallNode> leaves = new ArrayList<>();
    for (int i = 1; i < PATHS; i++) {
      leaves.add(node("Wide.call" + i, 1_000, List.of()));
    }
    CallNode root = node("Wide.root", 1_000L * PATHS, leaves);

    assertThat(STANDARD.render(SampleReport.of(root).report()))
        .contains("99999 call paths under 1 % hidden (100.0 ms)");
    assertThat(new TextReport(40, 0, true).render(SampleReport.of(root).report()))
        .contains("99960 call paths beyond 40 lines hidden");
    assertThat(EVERYTHING.render(SampleReport.of(root).report()).lines()).hasSize(PATHS + 3);
  }

  private static CallNode node(String name, long nanos, List<CallNode> children) {
    return new CallNode(Frame.named(name), 1, nanos, nanos, nanos, 0, children);
  }
}
