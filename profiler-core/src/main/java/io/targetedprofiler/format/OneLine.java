package io.targetedprofiler.format;

/**
 * Text of unknown origin, made fit for one line of a log: whatever would begin a new line, steer a
 * terminal or turn the direction of writing is escaped as in Java source, and what is too long is
 * cut with a sign.
 */
final class OneLine {
  /** Above the 120 characters of a captured value; a generated SQL statement can have thousands. */
  static final int MAX_CHARACTERS = 200;

  private OneLine() {}

  static String of(String text, Glyphs glyphs) {
    return isPlain(text) ? text : glyphs.translate(escape(text, MAX_CHARACTERS));
  }

  /** The whole of it, however long. */
  static String whole(String text, Glyphs glyphs) {
    return glyphs.translate(escape(text, Integer.MAX_VALUE));
  }

  private static boolean isPlain(String text) {
    if (text.length() > MAX_CHARACTERS) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  private static String escape(String text, int maxCharacters) {
    StringBuilder line = new StringBuilder(Math.min(text.length(), MAX_CHARACTERS) + 16);
    int characters = 0;
    for (int i = 0; i < text.length(); characters++) {
      if (characters == maxCharacters) {
        return line.append('…').toString();
      }
      int c = text.codePointAt(i);
      append(line, c);
      i += Character.charCount(c);
    }
    return line.toString();
  }

  private static void append(StringBuilder line, int c) {
    switch (c) {
      case '\n' -> line.append("\\n");
      case '\r' -> line.append("\\r");
      case '\t' -> line.append("\\t");
      default -> {
        if (isUnsafe(c)) {
          String hex = Integer.toHexString(c);
          line.append("\\u").append("0".repeat(4 - hex.length())).append(hex);
        } else {
          line.appendCodePoint(c);
        }
      }
    }
  }

  /** All of these lie in the basic plane, so four hexadecimal digits always do. */
  private static boolean isUnsafe(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    };
  }
}
