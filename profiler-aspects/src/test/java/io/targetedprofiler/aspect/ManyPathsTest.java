package io.targetedprofiler.aspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.format.TextReport;
import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.record.RecordingLimits;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import subjects.BinaryWalk;

/** Runs where every call is recorded, however much that costs: see the module's pom.xml. */
@DisplayName("A call of two million distinct call paths")
class ManyPathsTest {

  private static final int LEVELS = 20;
  private static final long CALLS = (1L << (LEVELS + 1)) - 2;
  private static final int MAX_NODES = RecordingLimits.DEFAULT.maxNodes();
  private static final String TRUNCATED = "(truncated)";
  private static final String NODE = "io.targetedprofiler.record.PathNode";

  private long result;
  private long nodesWithin;
  private CallReport report;

  @BeforeEach
  void walk() {
    try (Reports reports = new Reports()) {
      result = new BinaryWalk().walk(LEVELS, () -> nodesWithin = recorderNodesInMemory());
      report = reports.one("walk");
    }
  }

  @Test
  @DisplayName("gives the result that it gives unwoven")
  void result(@TempDir Path directory) throws Exception {
    try (UnwovenClasses unwoven = UnwovenClasses.compiledTo(directory)) {
      Class<?> plain = unwoven.loadClass(BinaryWalk.class.getName());
      Runnable nothing = () -> {};
      assertThat(
              plain
                  .getMethod("walk", int.class, Runnable.class)
                  .invoke(plain.getConstructor().newInstance(), LEVELS, nothing))
          .isEqualTo(result);
    }
  }

  @Test
  @DisplayName("has no more nodes than the limit, and one for what was truncated beneath each")
  void bounded() {
    List<CallNode> nodes = nodes();
    List<CallNode> truncated = truncated(nodes);
    assertThat(nodes).hasSize(report.tree().nodes());
    assertThat(nodes.size() - truncated.size()).isEqualTo(MAX_NODES);
    assertThat(truncated).isNotEmpty().hasSizeLessThanOrEqualTo(MAX_NODES);
    assertThat(nodes)
        .allSatisfy(node -> assertThat(truncated(node.children())).hasSizeLessThanOrEqualTo(1));
  }

  @Test
  @DisplayName("counts every call, in the tree or as lost")
  void complete() {
    List<CallNode> nodes = nodes();
    long inTree =
        nodes.stream().mapToLong(CallNode::calls).sum()
            - truncated(nodes).stream().mapToLong(CallNode::calls).sum();
    assertThat(report.tree().demoted()).isEmpty();
    assertThat(report.tree().losses().belowDepthLimit()).isZero();
    assertThat(report.tree().losses().missedExits()).isZero();
    assertThat(inTree + report.tree().losses().beyondNodeLimit()).isEqualTo(1 + CALLS);
  }

  @Test
  @DisplayName("is said to be truncated, and by how much, in a report of few lines")
  void said() {
    String text = TextReport.standard().render(report);
    assertThat(text)
        .contains(
            report.tree().losses().beyondNodeLimit()
                + " calls beyond the node limit in (truncated)");
    assertThat(text.lines()).hasSizeLessThan(60);
  }

  @Test
  @DisplayName("needs no more memory than the limits allow, and leaves none behind")
  void memory() {
    assertThat(nodesWithin).isBetween((long) MAX_NODES, 2L * MAX_NODES + 100);
    assertThat(recorderNodesInMemory()).isLessThan(1_024);
  }

  private List<CallNode> nodes() {
    List<CallNode> nodes = new ArrayList<>();
    collect(report.tree().root(), nodes);
    return nodes;
  }

  private static void collect(CallNode node, List<CallNode> nodes) {
    nodes.add(node);
    node.children().forEach(child -> collect(child, nodes));
  }

  private static List<CallNode> truncated(List<CallNode> nodes) {
    return nodes.stream().filter(node -> node.frame().method().equals(TRUNCATED)).toList();
  }

  /** Counted by the garbage collector: nodes of all recorders that something still refers to. */
  private static long recorderNodesInMemory() {
    try {
      String histogram =
          (String)
              ManagementFactory.getPlatformMBeanServer()
                  .invoke(
                      new ObjectName("com.sun.management:type=DiagnosticCommand"),
                      "gcClassHistogram",
                      new Object[] {new String[0]},
                      new String[] {String[].class.getName()});
      return histogram
          .lines()
          .map(line -> line.strip().split("\\s+"))
          .filter(columns -> columns[columns.length - 1].equals(NODE))
          .mapToLong(columns -> Long.parseLong(columns[1]))
          .sum();
    } catch (JMException e) {
      throw new AssertionError(e);
    }
  }
}
