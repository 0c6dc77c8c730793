package io.targetedprofiler.format;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a flat profile can be sorted by: the keys of Python's {@code pstats}, and some more. Figures
 * come with the largest first, as there, and names in their own order.
 */
public enum StatisticsOrder {
  /** Time in the method itself. */
  SELF(Comparator.comparingLong(MethodFigures::selfNanos).reversed(), "self", "time", "tottime"),
  /** Time within, callees included. */
  TOTAL(
      Comparator.comparingLong(MethodFigures::totalNanos).reversed(),
      "total",
      "cumulative",
      "cumtime"),
  /** Calls. */
  CALLS(Comparator.comparingLong(MethodFigures::calls).reversed(), "calls", "ncalls"),
  /** Calls that no recursion made. */
  PRIMITIVE_CALLS(Comparator.comparingLong(MethodFigures::primitiveCalls).reversed(), "pcalls"),
  /** The slowest call. */
  MAX(Comparator.comparingLong(MethodFigures::maxNanos).reversed(), "max"),
  /** Calls that threw. */
  ERRORS(Comparator.comparingLong(MethodFigures::errors).reversed(), "errors"),
  /** Source file. */
  FILE(
      Comparator.comparing((MethodFigures row) -> row.method().file()),
      "file",
      "filename",
      "module"),
  /** Line in the source file. */
  LINE(Comparator.comparingInt((MethodFigures row) -> row.method().line()), "line"),
  /** Name as it is shown. */
  NAME(Comparator.comparing((MethodFigures row) -> row.method().label()), "name"),
  /** Name, file, line. */
  NAME_FILE_LINE(NAME.order.thenComparing(FILE.order).thenComparing(LINE.order), "nfl"),
  /** File, line, name as one text. */
  STANDARD_NAME(
      Comparator.comparing(
          (MethodFigures row) ->
              row.method().file() + ':' + row.method().line() + '(' + row.method().label() + ')'),
      "stdname");

  @SuppressWarnings("ImmutableEnumChecker") // They have no state.
  private final Comparator<MethodFigures> order;

  @SuppressWarnings("ImmutableEnumChecker") // List.of makes it so.
  private final List<String> keys;

  StatisticsOrder(Comparator<MethodFigures> order, String... keys) {
    this.order = order;
    this.keys = List.of(keys);
  }

  /** This order and nothing else. */
  public Comparator<MethodFigures> alone() {
    return order;
  }

  /** The rows in this order; what it cannot tell apart, by name. */
  public Comparator<MethodFigures> comparator() {
    return order
        .thenComparing(row -> MethodFigures.describe(row.method()))
        .thenComparing(row -> row.caller().map(MethodFigures::describe).orElse(""));
  }

  /** The order of that key. */
  public static Optional<StatisticsOrder> of(String key) {
    return Arrays.stream(values()).filter(order -> order.keys.contains(key)).findFirst();
  }

  /** All keys, by alphabet. */
  public static List<String> allKeys() {
    return Arrays.stream(values()).flatMap(order -> order.keys.stream()).sorted().toList();
  }
}
