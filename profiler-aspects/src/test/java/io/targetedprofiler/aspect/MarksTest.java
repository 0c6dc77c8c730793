package io.targetedprofiler.aspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.targetedprofiler.model.Argument;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.Outcome;
import io.targetedprofiler.model.Tag;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import subjects.Marks;

@DisplayName("@Profile, @NoProfile and @Redacted do what they say")
class MarksTest {

  private final Reports reports = new Reports();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Marks marks = new Marks();

  @BeforeEach
  void addRegistry() {
    Metrics.addRegistry(registry);
  }

  @AfterEach
  void close() {
    reports.close();
    Metrics.removeRegistry(registry);
  }

  @Test
  @DisplayName("a target is called SimpleClassName.method by default")
  void defaultName() {
    marks.byDefaultName();
    assertThat(reports.one("Marks.byDefaultName").outcome()).isEqualTo(Outcome.RETURNED);
  }

  @Test
  @DisplayName(
      "a marked method within another is a node of its tree, has no report, and has its own timer")
  void nested() {
    double before = calls("Marked.open");
    assertThat(marks.outer()).isEqualTo(13);
    assertThat(reports.tree("outer"))
        .isEqualTo(
            """
            Marks.outer x1
              Marks.Marked.open x2
                Marks.Marked.hidden x2
                Marks.Marked.packaged x2
              Marks.helper x1
            """);
    assertThat(reports.of("Marked.open")).isEmpty();
    assertThat(calls("Marked.open") - before).isEqualTo(2);
  }

  @Test
  @DisplayName("the public methods of a marked type are roots")
  void markedType() {
    assertThat(new Marks.Marked().open()).isEqualTo(3);
    assertThat(reports.tree("Marked.open"))
        .isEqualTo(
            """
            Marks.Marked.open x1
              Marks.Marked.hidden x1
              Marks.Marked.packaged x1
            """);
  }

  @Test
  @DisplayName("a marked constructor is a root")
  void constructor() {
    new Marks.Built(3);
    assertThat(reports.tree("built"))
        .isEqualTo(
            """
            Marks.Built.<init> x1
              Marks.Built.checked x1
            """);
  }

  @Test
  @DisplayName("tags come from arguments by name: on the timer of each call, and in the report")
  void tags() {
    assertThat(marks.tagged(new Marks.Customer("gold"), 2)).isEqualTo(7);

    assertThat(reports.one("tagged").tags())
        .containsExactly(new Tag("plan", "gold"), new Tag("seats", "2"));
    assertThat(timed("gold", "2")).isEqualTo(1);
    assertThat(timed("nested", "1")).isEqualTo(1);
    assertThat(reports.tree("tagged")) // who reads the tags calls plan(), and is not in it
        .isEqualTo(
            """
            Marks.tagged x1
              Marks.tagged x1
                Marks.helper x1
            """);
  }

  private double timed(String plan, String seats) {
    return registry.get("profiler.calls").tags("plan", plan, "seats", seats).timer().count();
  }

  @Test
  @DisplayName("what is opted out has no node; what it calls stands under its caller")
  void optedOut() {
    assertThat(marks.optedOut()).isEqualTo(15);
    assertThat(reports.tree("opted out"))
        .isEqualTo(
            """
            Marks.optedOut x1
              Marks.helper x1
            """);
  }

  @Test
  @DisplayName("TOP_LEVEL records marked methods only")
  void topLevel() {
    assertThat(marks.top()).isEqualTo(10);
    assertThat(reports.tree("top"))
        .isEqualTo(
            """
            Marks.top x1
              Marks.Marked.open x1
            """);
  }

  @Test
  @DisplayName(
      "arguments are captured by name; a redacted one shows its name only, an unknown one its type")
  void arguments() {
    Object other =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("must not be called");
          }
        };
    assertThat(marks.arguments("Ada", List.of(1, 2), "secret", other)).isEqualTo(12);
    List<Argument> arguments = reports.one("arguments").arguments();
    assertThat(arguments.subList(0, 3))
        .containsExactly(
            new Argument("name", "Ada"),
            new Argument("items", "[1, 2]"),
            new Argument("password", "(redacted)"));
    assertThat(arguments.get(3).value()).matches("MarksTest\\$1@[0-9a-f]+");
  }

  @Test
  @DisplayName(
      "a call below its threshold is not reported unless it failed; its timer counts always")
  void threshold() {
    double before = calls("slow");
    marks.neverSlow(false);
    assertThatThrownBy(() -> marks.neverSlow(true)).isInstanceOf(IllegalArgumentException.class);
    CallReport failed = reports.one("slow");
    assertThat(failed.outcome()).isEqualTo(Outcome.THREW);
    assertThat(failed.exception()).isEqualTo("IllegalArgumentException");
    assertThat(calls("slow") - before).isEqualTo(2);
  }

  @Test
  @DisplayName("a malformed threshold reports every call")
  void malformedThreshold() {
    marks.badThreshold();
    assertThat(reports.of("badly configured")).hasSize(1);
  }

  @Test
  @DisplayName(
      "a marked method that calls itself has one report, and a timer that counts each call")
  void recursion() {
    double before = calls("recursive");
    assertThat(marks.factorial(3)).isEqualTo(6);
    assertThat(reports.tree("recursive"))
        .isEqualTo(
            """
            Marks.factorial x1
              Marks.factorial x1
                Marks.factorial x1
            """);
    assertThat(calls("recursive") - before).isEqualTo(3);
  }

  private double calls(String profile) {
    return registry.find("profiler.calls").tag("profile", profile).timers().stream()
        .mapToLong(Timer::count)
        .sum();
  }
}
