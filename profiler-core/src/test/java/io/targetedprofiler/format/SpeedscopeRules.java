package io.targetedprofiler.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** What speedscope's importer demands: its schema, and of a profile what goes beyond it. */
final class SpeedscopeRules {
  private SpeedscopeRules() {}

  /** The schema that stands in speedscope's own package. */
  static void checkSchema(Path directory, JsonNode file) throws IOException {
    Path speedscope = Tool.npmPackage(directory, "speedscope", "1.25.0");
    String schema =
        Files.readString(speedscope.resolve("dist/release/file-format-schema.json"), UTF_8);
    assertThat(
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                .getSchema(schema)
                .validate(file))
        .isEmpty();
  }

  static void check(JsonNode profile, int frames) {
    if (profile.get("type").asText().equals("evented")) {
      checkEvents(profile, frames);
    } else {
      checkSamples(profile, frames);
    }
  }

  private static void checkEvents(JsonNode profile, int frames) {
    Deque<Integer> open = new ArrayDeque<>();
    long last = profile.get("startValue").asLong();
    for (JsonNode event : profile.get("events")) {
      int frame = event.get("frame").asInt();
      assertThat(frame).isBetween(0, frames - 1);
      assertThat(event.get("at").asLong()).as("never decreasing").isGreaterThanOrEqualTo(last);
      last = event.get("at").asLong();
      if (event.get("type").asText().equals("O")) {
        open.push(frame);
      } else {
        assertThat(open.pop()).as("the frame that opened last closes").isEqualTo(frame);
      }
    }
    assertThat(open).isEmpty();
    assertThat(profile.get("endValue").asLong()).isEqualTo(last);
  }

  private static void checkSamples(JsonNode profile, int frames) {
    assertThat(profile.get("samples")).hasSameSizeAs(profile.get("weights"));
    for (JsonNode sample : profile.get("samples")) {
      assertThat(sample).isNotEmpty();
      sample.forEach(frame -> assertThat(frame.asInt()).isBetween(0, frames - 1));
    }
    profile.get("weights").forEach(weight -> assertThat(weight.asLong()).isNotNegative());
  }
}
