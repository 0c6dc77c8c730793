package io.targetedprofiler.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.model.ReportSet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("FORMAT.md")
class FormatDocumentTest {
  private static final Pattern FIELD = Pattern.compile("\"(\\w+)\":");

  @Test
  @DisplayName("shows a file that is read, and written again as it stands there")
  void example() throws IOException {
    String text = document();
    String example = text.substring(text.indexOf("```json\n") + 8, text.indexOf("```\n\n## Rules"));

    ReportSet reports =
        new JsonReader().read(new ByteArrayInputStream(example.getBytes(UTF_8)), "FORMAT.md");

    assertThat(written(reports)).isEqualTo(example);
  }

  @Test
  @DisplayName("names every field that is written")
  void everyField() throws IOException {
    Set<String> fields =
        FIELD
            .matcher(written(new RandomReports(5).set(40, 20)))
            .results()
            .map(field -> field.group(1))
            .filter(field -> !field.equals("plain")) // A key of some context.
            .collect(Collectors.toCollection(TreeSet::new));
    String explained = document().substring(document().indexOf("## Rules"));

    assertThat(fields)
        .contains(
            "timeline",
            "standardErrorNanos",
            "thresholdNanos",
            "lanes",
            "inline",
            "supplement",
            "tags");
    assertThat(fields)
        .allSatisfy(field -> assertThat(explained).containsPattern("[`.]" + field + "[`.]"));
  }

  private static String document() throws IOException {
    return Files.readString(Path.of("FORMAT.md"));
  }

  private static String written(ReportSet reports) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new JsonWriter().write(reports, out);
    return out.toString(UTF_8);
  }
}
