package io.targetedprofiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Executable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Methods that the configuration chooses")
class ChosenMethodsTest {

  private static final String KEY = "profiler.target.orders.methods";
  private static final Executable PLACE = Marked.method(Service.class, "place");
  private static final Executable MARKED = Marked.method(Service.class, "marked");

  @SuppressWarnings("unused")
  static class Service {
    void place() {}

    @Profile
    void marked() {}
  }

  private final List<String> said = new ArrayList<>();

  @Test
  @DisplayName("are those of the first target with a pattern that matches")
  void targets() {
    ChosenMethods chosen =
        chosen(
            Map.of(KEY, "io..*Service.place()", "profiler.target.others.methods", "io..*.*(..)"));

    assertThat(chosen.isAny()).isTrue();
    assertThat(chosen.mayBe(Service.class.getName(), "place")).isTrue();
    assertThat(chosen.mayBe("com.acme.Service", "place")).isFalse();
    assertThat(chosen.isChosen(PLACE)).isTrue();
    assertThat(chosen.targetOf(PLACE)).hasValue("orders");
    assertThat(chosen.targetOf(MARKED)).hasValue("others");
    assertThat(said(chosen)).isEmpty();
  }

  @Test
  @DisplayName("are none that are marked: those keep their mark, and the pattern has matched")
  void marked() {
    ChosenMethods chosen = chosen(Map.of(KEY, "io..*Service.marked()"));

    assertThat(chosen.isChosen(MARKED)).isFalse();
    assertThat(said(chosen)).isEmpty();
  }

  @Test
  @DisplayName("are none by default, which is all that there is to know")
  void none() {
    ChosenMethods chosen = chosen(Map.of("profiler.target.orders.args", "true"));

    assertThat(chosen.isAny()).isFalse();
    assertThat(chosen.targetOf(PLACE)).isEmpty();
    assertThat(said(chosen)).isEmpty();
  }

  @Test
  @DisplayName("by a malformed pattern are left out; one line says what is allowed, once")
  void malformed() {
    ChosenMethods chosen = chosen(Map.of(KEY, "io..*Service.place(), io..Service+.place()"));

    chosen.isChosen(PLACE);
    chosen.sayMalformed(said::add);
    assertThat(said(chosen))
        .containsExactly(
            "%s: \"io..Service+.place()\" is not %s; it is left out"
                .formatted(KEY, MethodPattern.ALLOWED));
  }

  @Test
  @DisplayName("by a pattern that matches nothing are said, once, with what was looked at")
  void unmatched() {
    ChosenMethods chosen = chosen(Map.of(KEY, "com.acme..*.*(..); io..*Service.place()"));
    chosen.asked();
    chosen.asked();
    chosen.isChosen(PLACE);

    said(chosen);
    chosen.asked();
    assertThat(said(chosen))
        .containsExactly(
            KEY
                + ": no method that has a probe matches com.acme..*.*(..) so far, in 2 woven classes that"
                + " are in use; accessors, constructors and what is @NoProfile have none");
  }

  @Test
  @DisplayName(
      "by settings that came later, as those of the program do, are none, and that is said")
  void tooLate() {
    ChosenMethods chosen = chosen(Map.of(KEY, "io..*Service.place()"));
    Configuration later =
        Configuration.of(
            Map.of(),
            Map.of(),
            Map.of(KEY, "io..*Service.place()", "profiler.target.late.methods", "io..*.*(..)"),
            problem -> assertThat(problem).isNull());
    chosen.sayTooLate(later, said::add);

    assertThat(said)
        .containsExactly(
            "profiler.target.late.methods has no effect where it stands: it is read from"
                + " profiler.properties and system properties");
  }

  @Test
  @DisplayName("that cannot be profiled are said, once")
  void unchangeable() {
    ChosenMethods chosen = chosen(Map.of(KEY, "io..*Service.place()"));
    chosen.isChosen(PLACE);
    chosen.unchangeable(PLACE);
    chosen.unchangeable(PLACE);

    assertThat(said(chosen))
        .containsExactly(
            Service.class.getName()
                + ".place is chosen, but cannot be profiled so: it is a method of an interface, or in a"
                + " module that is not open; mark it with @Profile");
  }

  private List<String> said(ChosenMethods chosen) {
    chosen.say(said::add);
    return said;
  }

  private static ChosenMethods chosen(Map<String, String> properties) {
    return new ChosenMethods(
        Configuration.of(Map.of(), Map.of(), properties, problem -> assertThat(problem).isNull()));
  }
}
