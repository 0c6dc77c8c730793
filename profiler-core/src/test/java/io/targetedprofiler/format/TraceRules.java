package io.targetedprofiler.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What trace viewers demand: the complete events of one row lie within each other or apart. */
final class TraceRules {
  private record Interval(BigDecimal start, BigDecimal end) {}

  private TraceRules() {}

  static void assertNested(JsonNode events) {
    Map<Integer, List<Interval>> rows = new TreeMap<>();
    for (JsonNode event : events) {
      if (event.get("ph").asText().equals("X")) {
        BigDecimal start = event.get("ts").decimalValue();
        BigDecimal duration = event.get("dur").decimalValue();
        assertThat(duration).isNotNegative();
        rows.computeIfAbsent(event.get("tid").asInt(), row -> new ArrayList<>())
            .add(new Interval(start, start.add(duration)));
      }
    }
    rows.values().forEach(TraceRules::assertNested);
  }

  private static void assertNested(List<Interval> row) {
    List<Interval> inOrder = new ArrayList<>(row);
    inOrder.sort( // stable: a caller is written before its callees
        Comparator.comparing(Interval::start));
    Deque<Interval> open = new ArrayDeque<>();
    for (Interval call : inOrder) {
      while (!open.isEmpty() && open.peek().end.compareTo(call.start) <= 0) {
        open.pop();
      }
      if (!open.isEmpty()) {
        assertThat(call.end).isLessThanOrEqualTo(open.peek().end);
      }
      open.push(call);
    }
  }
}
