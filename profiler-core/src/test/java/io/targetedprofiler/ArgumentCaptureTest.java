package io.targetedprofiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.model.Argument;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The arguments of a marked call")
class ArgumentCaptureTest {

  private static final Object[] VALUES = {42, "4111 1111", List.of("book")};

  @Test
  @DisplayName("have their names and their values, but a redacted one has its name only")
  void captured() {
    assertThat(new ArgumentCapture(new MethodArguments(Marked.describe("named"))).capture(VALUES))
        .containsExactly(
            new Argument("cartId", "42"),
            new Argument("card", "(redacted)"),
            new Argument("items", "[book]"));
  }

  @Test
  @DisplayName("are numbered where their names are not known")
  void unnamed() {
    MarkedMethod method = new MarkedMethod(Marked.method(Marked.class, "named"), List.of("cartId"));

    assertThat(new ArgumentCapture(new MethodArguments(method)).capture(VALUES))
        .extracting(Argument::name)
        .containsExactly("cartId", "arg1", "arg2");
  }

  @Test
  @DisplayName("that the method does not declare are not shown")
  void undeclared() {
    assertThat(
            new ArgumentCapture(new MethodArguments(Marked.describe("plain")))
                .capture(new Object[] {"secret"}))
        .containsExactly(new Argument("arg0", "(redacted)"));
  }

  @Test
  @DisplayName("of an inner class's constructor never show the redacted one")
  void innerClass() {
    ArgumentCapture capture =
        new ArgumentCapture(
            new MethodArguments(Marked.describe(Marked.constructor(Marked.Inner.class))));

    assertThat(capture.capture(new Object[] {null, "name", "secret"}))
        .extracting(Argument::value)
        .doesNotContain("secret");
  }
}
