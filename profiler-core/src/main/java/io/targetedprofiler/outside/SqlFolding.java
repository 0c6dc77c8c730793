package io.targetedprofiler.outside;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Puts the tokens of a statement together again, lists and repeated rows of values as one. */
final class SqlFolding {

  private final List<SqlToken> tokens = new ArrayList<>();

  /** Where each open parenthesis or bracket stands. */
  private final Deque<Integer> open = new ArrayDeque<>();

  private SqlFolding() {}

  static String fold(List<SqlToken> tokens) {
    SqlFolding folding = new SqlFolding();
    tokens.forEach(folding::add);
    return folding.text();
  }

  private void add(SqlToken token) {
    tokens.add(token);
    if (token.is("(") || token.is("[")) {
      open.push(tokens.size() - 1);
    } else if ((token.is(")") || token.is("]")) && !open.isEmpty()) {
      int begin = open.pop();
      foldList(begin);
      foldRow(begin);
    }
  }

  /** {@code in (?, ?, ?)} is {@code in (?)}, {@code [?, ?]} is {@code [?]}. */
  private void foldList(int begin) {
    boolean list = tokens.get(begin).is("[") || (begin > 0 && tokens.get(begin - 1).isWord("in"));
    if (list && isListOfValues(begin + 1, tokens.size() - 1)) {
      remove(begin + 2, tokens.size() - 1);
    }
  }

  private boolean isListOfValues(int from, int to) {
    for (int i = from; i < to; i++) {
      boolean value = (i - from) % 2 == 0;
      if (value ? !tokens.get(i).isValue() : !tokens.get(i).is(",")) {
        return false;
      }
    }
    return (to - from) % 2 == 1;
  }

  /** {@code (?, ?), (?, ?)} is {@code (?, ?)}. */
  private void foldRow(int begin) {
    int length = tokens.size() - begin;
    int before = begin - 1 - length;
    if (before < 0 || !tokens.get(begin - 1).is(",") || !tokens.get(begin).is("(")) {
      return;
    }
    boolean holdsValue = false;
    for (int i = 0; i < length; i++) {
      SqlToken token = tokens.get(begin + i);
      if (!token.text().equals(tokens.get(before + i).text())) {
        return;
      }
      holdsValue |= token.isValue();
    }
    boolean function =
        before > 0 && tokens.get(before - 1).isWord() && !tokens.get(before).spaced();
    boolean values = before > 0 && tokens.get(before - 1).isWord("values");
    if (holdsValue && (!function || values)) {
      remove(begin - 1, tokens.size());
    }
  }

  private void remove(int from, int to) {
    tokens.subList(from, to).clear();
  }

  private String text() {
    int end = tokens.size();
    while (end > 0 && tokens.get(end - 1).is(";")) {
      end--;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < end; i++) {
      if (i > 0 && isSpaced(tokens.get(i - 1), tokens.get(i))) {
        text.append(' ');
      }
      text.append(tokens.get(i).text());
    }
    return text.toString();
  }

  private static boolean isSpaced(SqlToken left, SqlToken right) {
    if (left.is("(") || left.is("[") || left.is("{") || left.is(".") || right.is(".")) {
      return false;
    }
    if (right.is(")") || right.is("]") || right.is("}") || right.is(",") || right.is(";")) {
      return false;
    }
    if (right.is("(") && !isOperator(left)) {
      return right.spaced() || left.isWord("in") || left.isWord("values") || left.is(",");
    }
    if (right.is("[") && !isOperator(left)) {
      return right.spaced();
    }
    if (isNaming(left) || (isNaming(right) && !left.is(","))) {
      return right.spaced();
    }
    return !(isOperator(left) && isOperator(right) && !right.spaced());
  }

  /** {@code :name}, {@code @name} and {@code ::type} stay together. */
  private static boolean isNaming(SqlToken token) {
    return token.is(":") || token.is("@");
  }

  private static boolean isOperator(SqlToken token) {
    return token.kind() == SqlToken.Kind.SIGN && "+-*/%<>=!~^&|".contains(token.text());
  }
}
