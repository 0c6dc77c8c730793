package io.targetedprofiler.examples.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The rows of one benchmark class, which are compared with each other and with no others.
 *
 * @param name of the class
 * @param rows the baseline, then from cheap to dear
 */
record Group(String name, List<Row> rows) {

  private static final Comparator<Row> BY_COST =
      Comparator.comparing(Row::isBaseline).reversed().thenComparing(Row::nanos);

  Group {
    rows = rows.stream().sorted(BY_COST).toList();
  }

  /** Groups in the order of their first rows. */
  static List<Group> of(List<Row> rows) {
    Map<String, List<Row>> byName = new LinkedHashMap<>();
    for (Row row : rows) {
      byName.computeIfAbsent(row.group(), name -> new ArrayList<>()).add(row);
    }
    return byName.entrySet().stream().map(e -> new Group(e.getKey(), e.getValue())).toList();
  }

  /** A figure of a row; not a number if there is no such row. */
  double figure(String row, ToDoubleFunction<Row> figure) {
    return rows.stream()
        .filter(r -> r.name().equals(row))
        .mapToDouble(figure)
        .findFirst()
        .orElse(Double.NaN);
  }

  /** What of a row's figure remains without the baseline's. */
  double above(String row, ToDoubleFunction<Row> figure) {
    return row.equals(Row.BASELINE)
        ? Double.NaN
        : figure(row, figure) - figure(Row.BASELINE, figure);
  }

  /** What a row costs above the baseline, in multiples of what another one does. */
  double ratio(String row, String other) {
    return above(row, Row::nanos) / above(other, Row::nanos);
  }
}
