package io.targetedprofiler.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.model.AsyncWork;
import io.targetedprofiler.model.Asynchrony;
import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.CallTree;
import io.targetedprofiler.model.Frame;
import io.targetedprofiler.model.Outcome;
import io.targetedprofiler.model.ReportSet;
import io.targetedprofiler.model.ResourceUsage;
import io.targetedprofiler.model.Timeline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Work on other threads in flat profiles and comparisons")
class HandedOverStatisticsTest {
  private static final long MS = 1_000_000;

  /** A checkout of 100 ms, 80 of which it waits for three look-ups. */
  private static ReportSet checkout(long lookupMillis) {
    CallNode lookup = node("lookup", 3, lookupMillis, List.of(), List.of());
    CallNode task = node("task", 3, lookupMillis + 10, List.of(lookup), List.of());
    AsyncWork work = new AsyncWork(3, 0, 5 * MS, 2 * MS, List.of("pool-1"), tree(task, 2));
    CallNode price = node("price", 1, 80, List.of(), List.of(work));
    CallTree tree = tree(node("checkout", 1, 100, List.of(price), List.of()), 2);
    return ReportSet.of(
        new CallReport(
            "checkout",
            1,
            Instant.EPOCH,
            "main",
            Outcome.RETURNED,
            "none",
            OptionalLong.empty(),
            new ResourceUsage(100 * MS, OptionalLong.empty(), OptionalLong.empty(), 0, 0),
            List.of(),
            Map.of(),
            tree,
            Timeline.NONE,
            Asynchrony.NONE));
  }

  private static CallNode node(
      String name, long calls, long millis, List<CallNode> children, List<AsyncWork> async) {
    long nanos = millis * MS;
    return new CallNode(
        Frame.named(name), calls, calls, nanos, nanos, 0, 1, nanos, 0, Map.of(), children, async);
  }

  private static CallTree tree(CallNode root, int nodes) {
    return new CallTree(root, nodes, CallTree.Losses.NONE, new CallTree.Cost(0, 0));
  }

  @Test
  @DisplayName("have a row, and all self times add up to the busy time")
  void rows() {
    ReportSet reports = checkout(140);
    List<MethodFigures> methods = CallStatistics.of(reports).methods();

    assertThat(methods)
        .extracting(row -> row.method().label() + " x" + row.calls())
        .containsExactlyInAnyOrder("checkout x1", "price x1", "task x3", "lookup x3");
    assertThat(methods.stream().mapToLong(MethodFigures::selfNanos).sum())
        .isEqualTo(250 * MS)
        .isEqualTo(reports.trees().get(0).tree().busyNanos());
    assertThat(new StatisticsText(reports, true).header()).contains("100.0 ms  busy 250.0 ms");
  }

  @Test
  @DisplayName("have the method that handed them over as their caller")
  void callers() {
    assertThat(CallStatistics.of(checkout(140)).callersOf(Pattern.compile("task")))
        .extracting(row -> row.caller().orElseThrow().label())
        .containsExactly("price");
  }

  @Test
  @DisplayName("stand first in a comparison if they changed most")
  void changes() {
    ReportDiff diff = ReportDiff.of(checkout(140), checkout(170));

    assertThat(diff.paths().get(0).frame().label()).isEqualTo("lookup");
    assertThat(diff.paths().get(0).selfChange()).isEqualTo(30.0 * MS);
  }

  @Test
  @DisplayName("are in a pstats file")
  void pstats() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FileFormat.PSTATS.writer().write(checkout(140), out);

    assertThat(out.toString(ISO_8859_1)).contains("lookup");
  }
}
