package io.targetedprofiler.aspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.Outcome;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import subjects.Marks;
import subjects.Throwing;

@DisplayName("A throw passes the probes as it is")
class ThrowingTest {

  private final Reports reports = new Reports();
  private final Throwing throwing = new Throwing();

  @AfterEach
  void close() {
    reports.close();
  }

  @Test
  @DisplayName("it is counted at each call that it ended, and is the outcome of the report")
  void counted() {
    assertThatThrownBy(() -> throwing.outer(1)).hasMessage("checked").hasRootCauseMessage("cause");
    CallReport report = reports.one("throws");
    assertThat(report.outcome()).isEqualTo(Outcome.THREW);
    assertThat(report.exception()).isEqualTo("Exception");
    assertThat(reports.tree("throws"))
        .isEqualTo(
            """
            Throwing.outer x1, threw 1
              Throwing.inner x1, threw 1
                Throwing.inner x1, threw 1
            """);
  }

  @Test
  @DisplayName("a caught one is no error of the catcher")
  void caught() {
    assertThat(throwing.catches()).isEqualTo("0;odd;2;");
    assertThat(reports.tree("catches"))
        .isEqualTo(
            """
            Throwing.catches x1
              Throwing.after x3
              Throwing.odd x3, threw 1
            """);
  }

  static List<Throwable> everyKind() {
    return List.of(
        new Exception(),
        new RuntimeException(),
        new Error(),
        new OutOfMemoryError(),
        new ThreadDeath(),
        new LinkageError(),
        new InterruptedException(),
        new Throwable("neither", null, false, false) {});
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  @DisplayName("the caller gets the same object, whatever its kind")
  void sameObject(Throwable thrown) {
    assertThat(catchThrowable(() -> throwing.rethrows(thrown))).isSameAs(thrown);
    assertThat(reports.one("rethrows").outcome()).isEqualTo(Outcome.THREW);
  }

  @Test
  @DisplayName(
      "after a stack overflow within the tree the program goes on, and the next report is right")
  void stackOverflow() {
    for (int i = 0; i < 20; i++) {
      assertThat(throwing.overflows()).isEqualTo(42);
    }
    for (CallReport report : reports.of("overflows")) {
      CallNode root = report.tree().root();
      assertThat(root.calls()).isEqualTo(1);
      assertThat(calls(root, "recovered")).isEqualTo(1);
      assertThat(calls(root, "endless")).isGreaterThan(100);
      assertThat(report.tree().losses().belowDepthLimit()).isPositive();
    }
    theNextReportIsRight();
  }

  @Test
  @DisplayName("after a stack overflow through marked methods the next report is right")
  void stackOverflowOfRoots() {
    for (int i = 0; i < 20; i++) {
      assertThat(catchThrowable(() -> throwing.recursiveRoot(0)))
          .isInstanceOf(StackOverflowError.class);
    }
    assertThat(reports.of("recursive root overflows"))
        .hasSize(20)
        .allSatisfy(report -> assertThat(report.exception()).isEqualTo("StackOverflowError"));
    theNextReportIsRight();
  }

  private static long calls(CallNode node, String method) {
    long calls = node.frame().method().equals(method) ? node.calls() : 0;
    return calls + node.children().stream().mapToLong(child -> calls(child, method)).sum();
  }

  private void theNextReportIsRight() {
    new Marks().outer();
    assertThat(reports.tree("outer"))
        .isEqualTo(
            """
            Marks.outer x1
              Marks.Marked.open x2
                Marks.Marked.hidden x2
                Marks.Marked.packaged x2
              Marks.helper x1
            """);
  }
}
