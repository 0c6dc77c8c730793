package io.targetedprofiler.outside;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * An SQL statement without the values in it: literals become {@code ?}, a list of them after {@code
 * in} and repeated rows become one, comments go, white space is folded. The same statement with
 * other values gives the same text.
 *
 * <p>Which dialect it is in is not known, and a text means different things in different ones: the
 * string that ends here in one goes on in another. So it fails closed: whatever is read differently
 * by the dialects in use, and every kind of statement that may hold a value which is no literal,
 * such as a password, is shown by its first word only.
 */
final class SqlText {

  /** Longer ones are not looked at: that would take the time of the thread that is profiled. */
  static final int MAX_CHARACTERS = 100_000;

  /** Read and write data, and hold no value that is not written as a literal. */
  private static final Set<String> OF_DATA =
      Set.of(
          "select",
          "insert",
          "update",
          "delete",
          "merge",
          "with",
          "values",
          "replace",
          "upsert",
          "call",
          "truncate",
          "commit",
          "rollback");

  /** Shown by themselves. */
  private static final Set<String> OTHERS =
      Set.of(
          "alter",
          "analyze",
          "begin",
          "comment",
          "copy",
          "create",
          "deallocate",
          "declare",
          "desc",
          "describe",
          "do",
          "drop",
          "exec",
          "execute",
          "explain",
          "fetch",
          "grant",
          "kill",
          "listen",
          "load",
          "lock",
          "notify",
          "optimize",
          "pragma",
          "prepare",
          "refresh",
          "release",
          "rename",
          "reset",
          "revoke",
          "savepoint",
          "script",
          "set",
          "show",
          "shutdown",
          "start",
          "table",
          "unlock",
          "use",
          "vacuum");

  /** Words within a statement on data after which a value may stand without quotes. */
  private static final Set<String> TELLTALE = Set.of("exec", "execute", "identified", "password");

  private SqlText() {}

  /** What may be shown of a statement. Never throws. */
  static String of(String sql) {
    if (sql.length() > MAX_CHARACTERS) {
      return unparsed(SqlLexer.firstWord(sql.substring(0, MAX_CHARACTERS)));
    }
    List<SqlToken> tokens = new SqlLexer(sql).tokens();
    if (tokens.isEmpty()) {
      return unparsed(SqlLexer.firstWord(sql));
    }
    String verb = verb(tokens, 0);
    if (OTHERS.contains(verb)) {
      return '(' + verb + ')';
    }
    return areOfData(tokens) ? SqlFolding.fold(tokens) : unparsed(verb);
  }

  private static String unparsed(String word) {
    String verb = word.toLowerCase(Locale.ROOT);
    return OF_DATA.contains(verb) || OTHERS.contains(verb)
        ? "(unparsed " + verb + ')'
        : "(unparsed)";
  }

  /** Each of several statements, in one text, must be one on data. */
  private static boolean areOfData(List<SqlToken> tokens) {
    boolean begins = true;
    for (int i = 0; i < tokens.size(); i++) {
      SqlToken token = tokens.get(i);
      if (begins && !token.is(";") && !OF_DATA.contains(verb(tokens, i))) {
        return false;
      }
      begins = token.is(";");
      if (token.isWord() && TELLTALE.contains(token.lowerCase())) {
        return false;
      }
    }
    return true;
  }

  /** The first word from a place on: a statement may begin with parentheses, a call with braces. */
  private static String verb(List<SqlToken> tokens, int from) {
    for (SqlToken token : tokens.subList(from, tokens.size())) {
      if (token.isWord()) {
        return token.lowerCase();
      }
      if (!"({?=".contains(token.text())) {
        return "";
      }
    }
    return "";
  }
}
