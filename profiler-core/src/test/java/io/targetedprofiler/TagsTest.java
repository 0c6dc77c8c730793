package io.targetedprofiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.model.Tag;
import io.targetedprofiler.sink.LogCapture;
import io.targetedprofiler.sink.ProfilerLog;
import java.lang.reflect.Executable;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A tag of a call")
class TagsTest {

  enum Region {
    EU {
      @Override
      public String toString() {
        return "never asked";
      }
    }
  }

  record Plan(String name, int seats) {}

  record Customer(Plan plan, Optional<Region> region, @Redacted String iban) {}

  /** Getters, a flag, a field, and what a getter may do. */
  @SuppressWarnings("unused")
  static class Bean {
    private final String field = "in a field";
    private static final String CONSTANT = "of the class";

    public BigDecimal getPrice() {
      return new BigDecimal("9.90");
    }

    public boolean isUrgent() {
      return true;
    }

    public void nothing() {}

    public String getBroken() {
      throw new IllegalStateException("lazy loading failed");
    }

    public Object getItself() {
      return this;
    }

    public String getLines() {
      return " two\nlines ";
    }
  }

  static final class SubBean extends Bean {}

  @SuppressWarnings("unused")
  static void order(Customer customer, @Redacted Customer hidden, Bean bean, String text) {}

  private static final Customer ANNA =
      new Customer(new Plan("gold", 5), Optional.of(Region.EU), "DE89 3704");

  private final ProfilerLog log = new ProfilerLog();
  private final LogCapture words = new LogCapture("profiler");

  @AfterEach
  void stop() {
    words.close();
  }

  @Test
  @DisplayName("is an argument, or what a path of accessors, getters and fields leads to")
  void paths() {
    assertThat(values(ANNA, "#text", "#customer.plan.name", "#customer.plan.seats"))
        .containsExactly("text", "gold", "5");
    assertThat(values(ANNA, "#bean.price", "#bean.urgent", "#bean.field"))
        .containsExactly("9.90", "true", "in a field");
    assertThat(said()).isEmpty();
  }

  @Test
  @DisplayName("sees into an Optional, and shows an enum by its name, whatever its toString says")
  void optional() {
    assertThat(values(ANNA, "#customer.region")).containsExactly("EU");
    assertThat(values(new Customer(new Plan("", 1), Optional.empty(), ""), "#customer.region"))
        .containsExactly("none");
    assertThat(said()).isEmpty();
  }

  @Test
  @DisplayName("is none where something is null on the way, or empty")
  void none() {
    assertThat(values(null, "#customer.plan.name", "#customer")).containsExactly("none", "none");
    assertThat(values(new Customer(new Plan(" ", 1), Optional.empty(), ""), "#customer.plan.name"))
        .containsExactly("none");
    assertThat(said()).isEmpty();
  }

  @Test
  @DisplayName("is one line of bounded length")
  void bounded() {
    assertThat(values(ANNA, "#bean.lines")).containsExactly("two lines");
    assertThat(
            values(new Customer(new Plan("x".repeat(5_000), 1), null, ""), "#customer.plan.name"))
        .singleElement()
        .asString()
        .hasSize(ValueRendering.MAX_CHARACTERS);
  }

  @Test
  @DisplayName("never shows a redacted argument, nor a redacted component of a record")
  void redacted() {
    assertThat(values(ANNA, "#hidden.plan.name", "#customer.iban"))
        .containsExactly("(redacted)", "(redacted)");
    assertThat(said())
        .containsExactly(
            "tag t0=#hidden.plan.name of \"order\": #hidden is @Redacted",
            "tag t1=#customer.iban of \"order\": iban of %s is @Redacted"
                .formatted(Customer.class.getName()));
  }

  @Test
  @DisplayName("without such a property is none, and that is said once for each class")
  void noProperty() {
    Tags tags = tags("#bean.missing", "#bean.nothing", "#bean.CONSTANT");
    for (int call = 0; call < 3; call++) {
      assertThat(tags.read(new Object[] {null, null, new Bean(), ""}))
          .extracting(Tag::value)
          .containsOnly("none");
    }
    tags.read(new Object[] {null, null, new SubBean(), ""});

    assertThat(said())
        .hasSize(6)
        .contains(
            "tag t0=#bean.missing of \"order\": %s has no missing that can be read"
                .formatted(Bean.class.getName()));
  }

  @Test
  @DisplayName("whose getter throws is none, and that is said once")
  void throwing() {
    Tags tags = tags("#bean.broken");
    for (int call = 0; call < 3; call++) {
      assertThat(tags.read(new Object[] {null, null, new Bean(), ""}))
          .containsExactly(new Tag("t0", "none"));
    }

    assertThat(said())
        .containsExactly(
            "tag t0=#bean.broken of \"order\": broken of %s threw java.lang.IllegalStateException"
                .formatted(Bean.class.getName()));
  }

  @Test
  @DisplayName("that is no text, number or the like is other: its toString is not asked")
  void noText() {
    assertThat(values(ANNA, "#customer", "#bean.itself")).containsExactly("other", "other");
    assertThat(said())
        .hasSize(2)
        .contains(
            "tag t0=#customer of \"order\": a value is a %s, but must be a text, number, enum or the like"
                .formatted(Customer.class.getName()));
  }

  @Test
  @DisplayName(
      "of an argument that the method has not is left out, and the line names those it has")
  void unknownArgument() {
    assertThat(tags("#custmer.plan").isEmpty()).isTrue();
    assertThat(said())
        .containsExactly(
            "tag t0=#custmer.plan of \"order\" is left out: there is no argument custmer, but customer, hidden, bean, text");
  }

  @Test
  @DisplayName("that is malformed or there already is left out, and one line says what is allowed")
  void malformed() {
    TargetSettings settings =
        settings(Map.of("profiler.target.order.tags", "plan=customer,a_b=#text,aB=#bean"));

    assertThat(settings.tags("order", null))
        .containsExactly(new TagExpression("a_b", "text", List.of()));
    assertThat(said())
        .containsExactly(
            "tag \"plan=customer\" of \"order\" is not %s; it is left out"
                .formatted(TagExpression.ALLOWED),
            "tag \"aB=#bean\" of \"order\" is there already; it is left out");
  }

  @Test
  @DisplayName("is its annotation's, unless the configuration has others, or none")
  void configured() {
    Profile annotation = TargetNames.annotation(Marked.method(Marked.class, "tagged"));

    assertThat(settings(Map.of()).tags("tagged", annotation))
        .extracting(TagExpression::toString)
        .containsExactly("plan=#customer.plan", "seats=#seats");
    assertThat(
            settings(Map.of("profiler.target.tagged.tags", "x=#seats")).tags("tagged", annotation))
        .extracting(TagExpression::toString)
        .containsExactly("x=#seats");
    assertThat(settings(Map.of("profiler.target.tagged.tags", "")).tags("tagged", annotation))
        .isEmpty();
  }

  private TargetSettings settings(Map<String, String> properties) {
    return new TargetSettings(
        Configuration.of(Map.of(), Map.of(), properties, problem -> assertThat(problem).isNull()),
        log);
  }

  private List<String> values(Customer customer, String... paths) {
    return tags(paths).read(new Object[] {customer, customer, new Bean(), "text"}).stream()
        .map(Tag::value)
        .toList();
  }

  private Tags tags(String... paths) {
    Executable method = Marked.method(TagsTest.class, "order");
    MarkedMethod described =
        new MarkedMethod(method, List.of("customer", "hidden", "bean", "text"));
    List<TagExpression> expressions =
        Arrays.stream(paths)
            .map(path -> "t" + Arrays.asList(paths).indexOf(path) + '=' + path)
            .map(text -> TagExpression.parse(text).orElseThrow())
            .toList();
    return Tags.of("order", expressions, new MethodArguments(described), log);
  }

  private List<String> said() {
    assertThat(log.flush(Duration.ofSeconds(30))).isTrue();
    return words.messages();
  }
}
