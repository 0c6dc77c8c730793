package io.targetedprofiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A pattern of methods")
class MethodPatternTest {

  @SuppressWarnings("unused")
  static class OrderService {
    public void place(String sku, int quantity) {}

    void cancel() {}

    public void all(int[] quantities, Map.Entry<String, String> entry, String... more) {}

    void access$0() {}
  }

  private static final String HERE = "io.targetedprofiler.MethodPatternTest.OrderService";

  @ParameterizedTest
  @ValueSource(
      strings = {
        HERE + ".place(String, int)",
        "io.targetedprofiler.MethodPatternTest$OrderService.place(String, int)",
        HERE + ".place(java.lang.String, int)",
        HERE + ".place(..)",
        "io..*(..)",
        "io.targetedprofiler..place(..)",
        HERE + ".place",
        HERE + ".place(*, *)",
        HERE + ".place(String, ..)",
        HERE + ".place(.., int)",
        HERE + ".place(.., String, .., int, ..)",
        HERE + ".place(java..*, int)",
        HERE + ".place(Str*, int)",
        HERE + ".p*e(..)",
        HERE + ".*(..)",
        "io..*Service.*(..)",
        "io..MethodPatternTest.*.place(..)",
        "io.*.MethodPattern*.Order*.place(..)",
        "*..*Service.place(..)",
        "*.place(..)",
        "public * io..*Service.*(..)",
        "* io..*Service.*(..)",
      })
  @DisplayName("means names, any packages, any parameters, as in AspectJ")
  void matches(String text) {
    assertThat(matches(text, "place")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        HERE + ".place()",
        HERE + ".place(String)",
        HERE + ".place(String, int, int)",
        HERE + ".place(int, String)",
        HERE + ".place(String, long)",
        HERE + ".place(.., String)",
        HERE + ".plac(..)",
        HERE + ".Place(..)",
        "io.*Service.place(..)",
        "io.targetedprofiler.*.place(..)",
        "OrderService.place(..)",
        "com..*Service.*(..)",
      })
  @DisplayName("means nothing else")
  void matchesNot(String text) {
    assertThat(matches(text, "place")).isFalse();
  }

  @Test
  @DisplayName("takes arrays and nested types, and a method without parameters")
  void parameters() {
    assertThat(matches(HERE + ".all(int[], Map.Entry, String...)", "all")).isFalse();
    assertThat(matches(HERE + ".all(int[], java.util.Map.Entry, String...)", "all")).isTrue();
    assertThat(matches(HERE + ".all(int[], Entry, String[])", "all")).isTrue();
    assertThat(matches(HERE + ".cancel()", "cancel")).isTrue();
    assertThat(matches(HERE + ".cancel(*)", "cancel")).isFalse();
  }

  @Test
  @DisplayName(
      "takes public methods only if it says so, and what a compiler made only if it is named")
  void modifiers() {
    assertThat(matches("public " + HERE + ".*(..)", "cancel")).isFalse();
    assertThat(matches(HERE + ".*(..)", "cancel")).isTrue();
    assertThat(matches(HERE + ".*(..)", "access$0")).isFalse();
    assertThat(matches(HERE + ".access$*(..)", "access$0")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "place",
        "place(..)",
        ".place(..)",
        "com.acme.",
        "com.acme...place(..)",
        "com.acme.Orders.place(",
        "com.acme.Orders.place)",
        "com.acme.Orders.place(..)(..)",
        "com.acme.Orders.place(String,)",
        "com.acme.Orders.place(...)",
        "com.acme.Orders.new(..)",
        "com.acme.Orders+.place(..)",
        "void com.acme.Orders.place(..)",
        "private com.acme.Orders.place(..)",
        "com.acme.Orders.place(..) && within(x)",
        "execution(* com.acme.Orders.place(..))",
        "com acme.Orders.place(..)",
      })
  @DisplayName(
      "is malformed without a type, with modifiers but public, as a constructor, as a pointcut")
  void malformed(String text) {
    assertThat(MethodPattern.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.B.c(..)|[a.B.c(..)]",
        "a.B.c(x, y), d.E.f(..)|[a.B.c(x, y), d.E.f(..)]",
        "a.B.c(x, y);d.E.f|[a.B.c(x, y), d.E.f]",
        "a.B.c(x, y|[a.B.c(x, y]",
        ";, ;|[]",
        "a.B.c),d.E.f|[a.B.c), d.E.f]",
      })
  @DisplayName("stands in a list with others, parted by commas and semicolons outside parentheses")
  void lists(String list, String parts) {
    assertThat(MethodPattern.split(list).stream().map(String::strip).toList()).hasToString(parts);
  }

  private static boolean matches(String pattern, String method) {
    return MethodPattern.parse(pattern)
        .orElseThrow(() -> new AssertionError(pattern + " is malformed"))
        .matches(Marked.method(OrderService.class, method));
  }
}
