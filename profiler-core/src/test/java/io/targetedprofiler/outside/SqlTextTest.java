package io.targetedprofiler.outside;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The text of a statement")
class SqlTextTest {

  private record Case(String sql, String expected) {}

  @Test
  @DisplayName("is that of the corpus, for each of more than two hundred statements")
  void corpus() throws IOException {
    List<Case> cases = cases();
    SoftAssertions each = new SoftAssertions();

    cases.forEach(c -> each.assertThat(SqlText.of(c.sql)).as(c.sql).isEqualTo(c.expected));

    each.assertAll();
    assertThat(cases).hasSizeGreaterThanOrEqualTo(200).doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("of the corpus never holds a value")
  void noValue() throws IOException {
    for (Case c : cases()) {
      assertThat(SqlText.of(c.sql).toLowerCase(Locale.ROOT))
          .as(c.sql)
          .doesNotContain("secret", "4711", "cafe", "'");
    }
  }

  @Test
  @DisplayName("of which every beginning, and every end, holds no value either")
  void cut() throws IOException {
    for (Case c : cases()) {
      for (int i = 0; i < c.sql.length(); i++) {
        assertThat(SqlText.of(c.sql.substring(0, i))).as(c.sql).doesNotContain("'");
        assertThat(SqlText.of(c.sql.substring(i))).as(c.sql).doesNotContain("'");
      }
    }
  }

  @Test
  @DisplayName("is the same when it is normalised again")
  void again() throws IOException {
    for (Case c : cases()) {
      if (!c.expected.startsWith("(unparsed") && !c.expected.matches("\\([a-z]+\\)")) {
        assertThat(SqlText.of(c.expected)).isEqualTo(c.expected);
      }
    }
  }

  @Test
  @DisplayName("that is too long is not looked at")
  void tooLong() {
    String values = "'secret', ".repeat(SqlText.MAX_CHARACTERS / 10);

    assertThat(SqlText.of("select a from t where b in (" + values + "1)"))
        .isEqualTo("(unparsed select)");
  }

  private static List<Case> cases() throws IOException {
    try (InputStream in = SqlTextTest.class.getResourceAsStream("statements.txt")) {
      List<String> lines =
          new String(in.readAllBytes(), UTF_8)
              .lines()
              .filter(line -> line.startsWith("> ") || line.startsWith("< "))
              .toList();
      List<Case> cases = new ArrayList<>();
      for (int i = 0; i < lines.size(); i += 2) {
        assertThat(lines.get(i)).startsWith("> ");
        assertThat(lines.get(i + 1)).startsWith("< ");
        cases.add(new Case(unescaped(lines.get(i)), unescaped(lines.get(i + 1))));
      }
      return cases;
    }
  }

  private static String unescaped(String line) {
    return line.substring(2).translateEscapes();
  }
}
