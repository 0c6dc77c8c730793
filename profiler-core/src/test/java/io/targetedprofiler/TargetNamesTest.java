package io.targetedprofiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Executable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The name of a target")
class TargetNamesTest {

  @Test
  @DisplayName("is what its annotation says")
  void given() {
    assertThat(nameOf(Marked.class, "named")).isEqualTo("checkout");
  }

  @Test
  @DisplayName("is SimpleClassName.method if its annotation says none")
  void byDefault() {
    assertThat(nameOf(Marked.class, "plain")).isEqualTo("Marked.plain");
    assertThat(nameOf(Marked.OnType.class, "method")).isEqualTo("OnType.method");
    assertThat(nameOf(Marked.ANONYMOUS.getClass(), "method")).isEqualTo("Marked$1.method");
  }

  @Test
  @DisplayName("of a constructor is SimpleClassName.new")
  void constructor() {
    assertThat(TargetNames.of(Marked.constructor(Marked.OnConstructor.class)))
        .isEqualTo("OnConstructor.new");
  }

  @Test
  @DisplayName("of each method of a named type begins with that name")
  void namedType() {
    assertThat(nameOf(Marked.OnNamedType.class, "method")).isEqualTo("orders.method");
    assertThat(nameOf(Marked.OnNamedType.class, "itself")).isEqualTo("OnNamedType.itself");
  }

  @Test
  @DisplayName("and its settings come from the method's own annotation, else from its type's")
  void annotation() {
    assertThat(threshold(Marked.OnType.class, "method")).isEqualTo("1s");
    assertThat(threshold(Marked.OnType.class, "itself")).isEqualTo("2s");
    assertThat(TargetNames.annotation(Marked.method(String.class, "length"))).isNull();
  }

  private static String threshold(Class<?> type, String method) {
    return TargetNames.annotation(Marked.method(type, method)).threshold();
  }

  private static String nameOf(Class<?> type, String name) {
    Executable method = Marked.method(type, name);
    return TargetNames.of(method);
  }
}
