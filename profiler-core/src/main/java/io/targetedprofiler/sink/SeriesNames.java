package io.targetedprofiler.sink;

import io.targetedprofiler.model.Frame;
import java.util.Locale;
import java.util.Set;

/**
 * What a method is called in the meters: as in reports, but for SQL statements, of which a store of
 * metrics is told verb and table only, {@code SQL select product}. Whole statements are long,
 * change with every column, and belong to whoever may read the log.
 */
final class SeriesNames {

  /** Words after which a table stands, in the statements that are shown at all. */
  private static final Set<String> BEFORE_TABLE = Set.of("from", "into", "update");

  private static final int VERB = 1; // after the word SQL

  private SeriesNames() {}

  static String of(Frame frame) {
    return frame.isStatement() ? shortened(frame.label()) : frame.label();
  }

  private static String shortened(String statement) {
    String[] words = statement.split(" ", -1);
    if (words.length <= VERB + 1) {
      return statement; // commit, or what could not be parsed
    }
    String verb = words[VERB];
    if (verb.startsWith("(")) {
      return statement;
    }
    String table = "";
    for (int i = VERB; i < words.length - 1 && table.isEmpty(); i++) {
      if (BEFORE_TABLE.contains(words[i].toLowerCase(Locale.ROOT))) {
        table = named(words[i + 1]);
      }
    }
    return "SQL " + verb + (table.isEmpty() ? "" : " " + table);
  }

  /** A name, perhaps with a schema; empty if it is none, as where a query stands in parentheses. */
  private static String named(String word) {
    int end = 0;
    while (end < word.length() && isOfName(word.charAt(end))) {
      end++;
    }
    return word.substring(0, end);
  }

  private static boolean isOfName(char c) {
    return Character.isLetterOrDigit(c) || "_.$\"".indexOf(c) >= 0;
  }
}
