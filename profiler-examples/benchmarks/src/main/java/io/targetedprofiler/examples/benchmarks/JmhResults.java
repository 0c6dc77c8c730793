package io.targetedprofiler.examples.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the JSON that JMH writes. */
final class JmhResults {

  private JmhResults() {}

  static List<Row> read(Path json) throws IOException {
    return rows(new ObjectMapper().readTree(json.toFile()));
  }

  static List<Row> rows(JsonNode results) {
    List<Row> rows = new ArrayList<>();
    for (JsonNode result : results) {
      rows.add(row(result));
    }
    return rows;
  }

  private static Row row(JsonNode result) {
    JsonNode time = result.path("primaryMetric");
    if (!time.path("scoreUnit").asText().equals("ns/op")) {
      throw new IllegalArgumentException("not in ns per operation: " + result.path("benchmark"));
    }
    String benchmark = result.path("benchmark").asText();
    int dot = benchmark.lastIndexOf('.');
    return new Row(
        withoutPackage(benchmark.substring(0, dot)),
        benchmark.substring(dot + 1) + parameters(result),
        number(time.path("score")),
        number(time.path("scoreError")),
        secondary(result, "gc.alloc.rate.norm"),
        secondary(result, CpuTime.OWN),
        secondary(result, CpuTime.OTHERS));
  }

  private static String withoutPackage(String type) {
    return type.replaceFirst("^([a-z]\\w*\\.)*", "");
  }

  private static double secondary(JsonNode result, String metric) {
    return number(result.path("secondaryMetrics").path(metric).path("score"));
  }

  private static String parameters(JsonNode result) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, JsonNode> parameter : result.path("params").properties()) {
      text.append(' ').append(parameter.getKey()).append('=').append(parameter.getValue().asText());
    }
    return text.toString();
  }

  /** JMH writes "NaN" in quotes. */
  private static double number(JsonNode value) {
    return value.isNumber() ? value.asDouble() : Double.NaN;
  }
}
