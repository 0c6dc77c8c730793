package io.targetedprofiler.outside;

import java.util.Locale;

/**
 * A piece of an SQL statement.
 *
 * @param text as it is shown
 * @param kind what it is
 * @param spaced whether white space or a comment stands before it
 */
record SqlToken(String text, Kind kind, boolean spaced) {

  /** What a token is. */
  enum Kind {
    WORD,
    /** A name in quotes of its dialect. */
    QUOTED,
    VALUE,
    SIGN
  }

  boolean is(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  boolean isWord() {
    return kind == Kind.WORD;
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equalsIgnoreCase(word);
  }

  boolean isValue() {
    return kind == Kind.VALUE;
  }

  String lowerCase() {
    return text.toLowerCase(Locale.ROOT);
  }
}
