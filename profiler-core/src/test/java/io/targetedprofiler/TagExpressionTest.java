package io.targetedprofiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A tag's expression")
class TagExpressionTest {

  @Test
  @DisplayName("names an argument, or a property of it, or a property of that")
  void paths() {
    assertThat(TagExpression.parse("plan=#plan"))
        .hasValue(new TagExpression("plan", "plan", List.of()));
    assertThat(TagExpression.parse(" plan = #customer.plan "))
        .hasValue(new TagExpression("plan", "customer", List.of("plan")));
    assertThat(TagExpression.parse("a_1=#$größe.b.c2"))
        .hasValue(new TagExpression("a_1", "$größe", List.of("b", "c2")));
  }

  @Test
  @DisplayName("is said as it is written")
  void text() {
    assertThat(TagExpression.parse("p = #a.b.c")).hasToString("Optional[p=#a.b.c]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plan",
        "plan=",
        "plan=customer",
        "plan=#",
        "plan=#.plan",
        "plan=#customer.",
        "plan=#customer..plan",
        "plan=#customer.plan()",
        "=#customer",
        "my-plan=#customer",
        "my.plan=#customer",
        "1plan=#customer",
        "__plan=#customer",
        "profile=#customer",
        "Profile=#customer",
        "outcome=#customer",
        "exception=#customer",
        "le=#customer",
        "plan=#a,b=#c",
      })
  @DisplayName(
      "is malformed without a name, without a #, with more than a path; or its name is taken")
  void malformed(String text) {
    assertThat(TagExpression.parse(text)).isEmpty();
  }
}
