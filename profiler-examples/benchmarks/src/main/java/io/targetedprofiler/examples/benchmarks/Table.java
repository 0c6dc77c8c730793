package io.targetedprofiler.examples.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What each kind of probe costs above none, beside the clock pair and beside ours. */
final class Table {

  private static final String NOT_KNOWN = "-";

  private final List<Group> groups;

  private Table(List<Group> groups) {
    this.groups = groups;
  }

  /** Groups in their order; in each the baseline, then from cheap to dear. */
  static Table of(List<Row> rows) {
    return new Table(Group.of(rows));
  }

  String render() {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "per call",
        "ns",
        "+- ns",
        "ns above",
        "x clock",
        "x active",
        "B",
        "cpu ns",
        "others' cpu");
    groups.forEach(group -> render(group, text));
    return text.toString();
  }

  private static void render(Group group, StringBuilder text) {
    text.append(group.name()).append('\n');
    for (Row row : group.rows()) {
      line(
          text,
          "  " + row.name(),
          figure(row.nanos(), 1),
          figure(row.errorNanos(), 1),
          figure(group.above(row.name(), Row::nanos), 1),
          figure(group.ratio(row.name(), Row.CLOCK_PAIR), 2),
          figure(group.ratio(row.name(), Row.ACTIVE), 2),
          figure(row.bytes(), 0),
          figure(row.cpuNanos(), 1),
          figure(row.otherCpuNanos(), 1));
    }
  }

  /** A figure as people read it; a dash if there is none. */
  static String figure(double value, int decimals) {
    if (!Double.isFinite(value)) {
      return NOT_KNOWN;
    }
    String figure = String.format(Locale.ROOT, "%,." + decimals + "f", value);
    return Objects.requireNonNull(figure).replaceFirst("^-(0(\\.0+)?)$", "$1");
  }

  private static void line(StringBuilder text, String name, String... figures) {
    text.append(String.format(Locale.ROOT, "%-24s", name));
    for (String figure : figures) {
      text.append(String.format(Locale.ROOT, "%12s", figure));
    }
    text.append('\n');
  }
}
