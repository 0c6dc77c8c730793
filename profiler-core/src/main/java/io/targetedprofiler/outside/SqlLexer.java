package io.targetedprofiler.outside;

import io.targetedprofiler.outside.SqlToken.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Splits an SQL statement of an unknown dialect into tokens, values already replaced by {@code ?};
 * gives up where dialects differ about what is a value. For one statement.
 *
 * <p>What differs: a backslash before a quote (MySQL escapes with it, the standard does not), the
 * double quotes (a name in the standard, a string in MySQL), {@code #} (a comment in MySQL, part of
 * a name or an operator elsewhere), {@code --} without a space behind it (two signs in MySQL),
 * comments within comments (they nest in PostgreSQL), {@code [} (a name in SQL Server, an element
 * elsewhere), {@code q'[it's]'} (a string in Oracle).
 */
final class SqlLexer {

  private static final String OPERATORS = "+-*/%<>=!~^&|:@";
  private static final String OTHER_SIGNS = "(),;?.{}";

  /** Letters that belong to the string behind them; or {@code _charset}. */
  private static final Set<String> PREFIXES = Set.of("n", "x", "b", "e", "r");

  /** What a name in double quotes may follow where no string can stand. */
  private static final Set<String> BEFORE_TABLE = Set.of("into", "join", "update");

  private static final class Ambiguous extends Exception {
    private static final long serialVersionUID = 1L;

    Ambiguous() {
      super("", null, false, false);
    }
  }

  private final String sql;
  private final List<SqlToken> tokens = new ArrayList<>();

  /** Of each open parenthesis, the number of the token behind it. */
  private final Deque<Integer> open = new ArrayDeque<>();

  private int at;
  private boolean spaced;

  SqlLexer(String sql) {
    this.sql = sql;
  }

  /** The tokens; none if the statement is empty, broken or ambiguous. */
  List<SqlToken> tokens() {
    try {
      while (at < sql.length()) {
        next();
      }
      return tokens;
    } catch (Ambiguous e) {
      return List.of();
    }
  }

  /** The first word of a text that cannot be split, if it begins with one; else nothing. */
  static String firstWord(String sql) {
    String text = sql.stripLeading();
    int end = 0;
    while (end < text.length() && isAsciiLetter(text.charAt(end))) {
      end++;
    }
    return text.substring(0, end);
  }

  private void next() throws Ambiguous {
    char c = sql.charAt(at);
    if (isSpace(c)) {
      at++;
      spaced = true;
    } else if (c == '\'') {
      value(quoted('\''));
    } else if (c == '"') {
      doubleQuoted();
    } else if (c == '`') {
      backquoted();
    } else if (c == '$') {
      dollar();
    } else if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
      number();
    } else if (isNameStart(sql.codePointAt(at))) {
      word();
    } else if (sql.startsWith("--", at)) {
      lineComment();
    } else if (sql.startsWith("/*", at)) {
      blockComment();
    } else if (sql.startsWith("//", at)) {
      throw new Ambiguous();
    } else {
      sign(c);
    }
  }

  private void sign(char c) throws Ambiguous {
    if (c == '[') {
      bracket();
    } else if (c != ']' && OPERATORS.indexOf(c) < 0 && OTHER_SIGNS.indexOf(c) < 0) {
      throw new Ambiguous();
    }
    if (c == '(') {
      open.push(tokens.size() + 1);
    } else if (c == ')' && open.poll() == null) {
      throw new Ambiguous();
    }
    at++;
    while (c == '?' && isDigit(peek(0))) {
      at++; // a parameter by its number
    }
    add(String.valueOf(c), c == '?' ? Kind.VALUE : Kind.SIGN);
  }

  private void add(String text, Kind kind) {
    tokens.add(new SqlToken(text, kind, spaced));
    spaced = false;
  }

  /** Takes in a sign before a number, where it cannot be an operator between two values. */
  private void value(int end) {
    at = end;
    int last = tokens.size() - 1;
    boolean signed = last >= 0 && (tokens.get(last).is("-") || tokens.get(last).is("+"));
    if (signed && last > 0) {
      SqlToken before = tokens.get(last - 1);
      boolean between = before.kind() != Kind.SIGN || before.is(")") || before.is("]");
      if (!between) {
        spaced = tokens.remove(last).spaced();
      }
    }
    add("?", Kind.VALUE);
  }

  /** Behind the end of what begins here. A quote is doubled to stand for itself. */
  private int quoted(char quote) throws Ambiguous {
    for (int i = at + 1; i < sql.length(); i++) {
      char c = sql.charAt(i);
      if (c == '\\' && i + 1 < sql.length()) {
        i++;
        if (sql.charAt(i) == quote) {
          throw new Ambiguous();
        }
      } else if (c == quote) {
        if (i + 1 < sql.length() && sql.charAt(i + 1) == quote) {
          i++;
        } else {
          return i + 1;
        }
      }
    }
    throw new Ambiguous();
  }

  /** A name only where no dialect has a string. */
  private void doubleQuoted() throws Ambiguous {
    int end = quoted('"');
    String name = sql.substring(at + 1, end - 1);
    boolean behindDot = isLast(".") && !spaced;
    boolean qualified = behindDot || (end < sql.length() && sql.charAt(end) == '.');
    if (isName(name) && (qualified || isTableNext())) {
      at = end;
      add('"' + name + '"', Kind.QUOTED);
    } else {
      value(end);
    }
  }

  private boolean isTableNext() {
    if (tokens.isEmpty()) {
      return false;
    }
    SqlToken last = tokens.get(tokens.size() - 1);
    if (last.isWord("from")) { // but trim(both from "x"), where it is a string
      Integer first = open.peek();
      return first == null
          || (first < tokens.size()
              && (tokens.get(first).isWord("select") || tokens.get(first).isWord("delete")));
    }
    return last.isWord() && BEFORE_TABLE.contains(last.lowerCase());
  }

  private void backquoted() throws Ambiguous {
    int end = sql.indexOf('`', at + 1);
    if (end < 0) {
      throw new Ambiguous();
    }
    String name = sql.substring(at + 1, end);
    if (!isName(name)) {
      throw new Ambiguous(); // a backquote in it, for one
    }
    at = end + 1;
    add('`' + name + '`', Kind.QUOTED);
  }

  /** {@code $1} of PostgreSQL, or its {@code $tag$ … $tag$}. */
  private void dollar() throws Ambiguous {
    int end = at + 1;
    while (end < sql.length() && isNamePart(sql.codePointAt(end)) && sql.charAt(end) != '$') {
      end += Character.charCount(sql.codePointAt(end));
    }
    if (end < sql.length() && sql.charAt(end) == '$') {
      String tag = sql.substring(at, end + 1);
      int close = sql.indexOf(tag, end + 1);
      if (close < 0) {
        throw new Ambiguous();
      }
      value(close + tag.length());
    } else if (end > at + 1 && isDigit(sql.charAt(at + 1))) {
      value(end);
    } else {
      throw new Ambiguous();
    }
  }

  /** And whatever is stuck to it: {@code 1.5e-3}, {@code 0xCAFE}, {@code 1_000}, {@code 10d}. */
  private void number() {
    int end = at + 1;
    while (end < sql.length()) {
      char c = sql.charAt(end);
      boolean exponent = (c == '+' || c == '-') && "eE".indexOf(sql.charAt(end - 1)) >= 0;
      if (exponent && !isDigit(end + 1 < sql.length() ? sql.charAt(end + 1) : ' ')) {
        break;
      }
      if (!exponent && c != '.' && !isNamePart(sql.codePointAt(end))) {
        break;
      }
      end += Character.charCount(sql.codePointAt(end));
    }
    value(end);
  }

  private void word() throws Ambiguous {
    int end = at;
    while (end < sql.length() && isNamePart(sql.codePointAt(end))) {
      end += Character.charCount(sql.codePointAt(end));
    }
    String word = sql.substring(at, end);
    char next = end < sql.length() ? sql.charAt(end) : ' ';
    String lower = word.toLowerCase(Locale.ROOT);
    if (next == '\'' && (lower.equals("q") || lower.equals("nq"))) {
      throw new Ambiguous();
    }
    if (lower.equals("u") && next == '&' && isQuote(end + 1)) {
      at = end + 1;
      value(quoted(sql.charAt(at)));
    } else if (next == '\'' && (PREFIXES.contains(lower) || word.startsWith("_"))) {
      at = end;
      value(quoted('\''));
    } else if (lower.equals("true") || lower.equals("false")) {
      value(end);
    } else {
      at = end;
      add(word, Kind.WORD);
    }
  }

  private boolean isQuote(int place) {
    return place < sql.length() && (sql.charAt(place) == '\'' || sql.charAt(place) == '"');
  }

  private void lineComment() throws Ambiguous {
    int end = at;
    while (end < sql.length() && sql.charAt(end) != '\n' && sql.charAt(end) != '\r') {
      end++;
    }
    boolean everywhere = at + 2 >= end || isSpace(sql.charAt(at + 2));
    if (!everywhere && (holdsQuote(at, end) || sql.substring(at, end).contains("/*"))) {
      throw new Ambiguous();
    }
    at = end;
    spaced = true;
  }

  private void blockComment() throws Ambiguous {
    int end = sql.indexOf("*/", at + 2);
    if (end < 0 || peek(2) == '!' || sql.substring(at + 2, end).contains("/*")) {
      throw new Ambiguous();
    }
    at = end + 2;
    spaced = true;
  }

  /** An element, or a name that may hold anything up to the next bracket. */
  private void bracket() throws Ambiguous {
    int end = sql.indexOf(']', at);
    boolean array = !tokens.isEmpty() && tokens.get(tokens.size() - 1).isWord("array") && !spaced;
    if (end < 0 || (!array && holdsQuote(at, end))) {
      throw new Ambiguous();
    }
    String inside = sql.substring(at, end);
    if (inside.contains("--") || inside.contains("/*")) {
      throw new Ambiguous();
    }
  }

  private boolean holdsQuote(int from, int to) {
    for (int i = from; i < to; i++) {
      if ("'\"`$\\".indexOf(sql.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  private boolean isLast(String sign) {
    return !tokens.isEmpty() && tokens.get(tokens.size() - 1).is(sign);
  }

  private char peek(int ahead) {
    return at + ahead < sql.length() ? sql.charAt(at + ahead) : ' ';
  }

  private static boolean isName(String text) {
    return !text.isEmpty()
        && isNameStart(text.codePointAt(0))
        && text.codePoints().allMatch(SqlLexer::isNamePart);
  }

  private static boolean isNameStart(int c) {
    return c == '_' || Character.isLetter(c);
  }

  private static boolean isNamePart(int c) {
    return isNameStart(c) || c == '$' || (c >= '0' && c <= '9');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isAsciiLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f';
  }
}
