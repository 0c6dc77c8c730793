package io.targetedprofiler.examples.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What each kind of probe costs above none, and as a multiple of the clock pair. */
final class Table {

  private static final String NOT_KNOWN = "-";

  private static final Comparator<Row> BY_COST =
      Comparator.comparing(Row::isBaseline).reversed().thenComparing(Row::nanos);

  private final Map<String, List<Row>> groups;

  private Table(Map<String, List<Row>> groups) {
    this.groups = groups;
  }

  /** Groups in their order; in each the baseline, then from cheap to dear. */
  static Table of(List<Row> rows) {
    Map<String, List<Row>> groups = new LinkedHashMap<>();
    for (Row row : rows) {
      groups.computeIfAbsent(row.group(), g -> new ArrayList<>()).add(row);
    }
    groups.values().forEach(group -> group.sort(BY_COST));
    return new Table(groups);
  }

  String render() {
    StringBuilder text = new StringBuilder();
    line(text, "per call", "ns", "+- ns", "ns above", "x clock", "B");
    groups.forEach((group, rows) -> render(group, rows, text));
    return text.toString();
  }

  private static void render(String group, List<Row> rows, StringBuilder text) {
    text.append(group).append('\n');
    double baseline = nanosOf(rows.stream().filter(Row::isBaseline).findFirst().orElse(null));
    double clockPair =
        nanosOf(rows.stream().filter(Row::isClockPair).findFirst().orElse(null)) - baseline;
    for (Row row : rows) {
      double above = row.isBaseline() ? Double.NaN : row.nanos() - baseline;
      line(
          text,
          "  " + row.name(),
          figure(row.nanos(), 1),
          figure(row.errorNanos(), 1),
          figure(above, 1),
          figure(above / clockPair, 2),
          figure(row.bytes(), 0));
    }
  }

  private static double nanosOf(@Nullable Row row) {
    return row == null ? Double.NaN : row.nanos();
  }

  private static String figure(double value, int decimals) {
    if (!Double.isFinite(value)) {
      return NOT_KNOWN;
    }
    String figure = String.format(Locale.ROOT, "%,." + decimals + "f", value);
    return Objects.requireNonNull(figure).replaceFirst("^-(0(\\.0+)?)$", "$1");
  }

  private static void line(StringBuilder text, String name, String... figures) {
    text.append(String.format(Locale.ROOT, "%-24s", name));
    for (String figure : figures) {
      text.append(String.format(Locale.ROOT, "%11s", figure));
    }
    text.append('\n');
  }
}
