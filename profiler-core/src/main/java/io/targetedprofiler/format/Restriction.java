package io.targetedprofiler.format;

import java.util.List;
import java.util.regex.Pattern;

/** Leaves some of the rows of a flat profile, as pstats' restrictions do. */
@FunctionalInterface
public interface Restriction {

  /** The rows that stay, in their order. */
  List<MethodFigures> apply(List<MethodFigures> rows);

  /**
   * The first rows.
   *
   * @param text how many, such as {@code 20}, or their share of all, such as {@code 0.1}
   * @throws IllegalArgumentException if it is neither; the message is one line
   */
  static Restriction limit(String text) {
    try {
      if (text.matches("\\d+")) {
        int rows = Integer.parseInt(text);
        return all -> all.subList(0, Math.min(rows, all.size()));
      }
      double share = Double.parseDouble(text);
      if (share >= 0 && share <= 1) {
        return all -> all.subList(0, (int) Math.round(all.size() * share));
      }
    } catch (NumberFormatException notOne) {
      // The same words as for a number that is out of range.
    }
    throw new IllegalArgumentException(
        "'" + text + "' is neither a number of rows, such as 20, nor a share from 0.0 to 1.0");
  }

  /** The rows whose method matches, or whose caller does where callers are shown. */
  static Restriction match(Pattern pattern) {
    return rows ->
        rows.stream()
            .filter(
                row ->
                    MethodFigures.matches(pattern, row.method())
                        || row.caller().filter(c -> MethodFigures.matches(pattern, c)).isPresent())
            .toList();
  }
}
