package io.targetedprofiler;

import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pattern of methods as AspectJ writes it, without its rarer parts: {@code
 * com.acme..*Service.*(..)}, perhaps with {@code public} and a {@code *} for the result before it.
 * {@code *} stands for any part of a name, {@code ..} for any packages or any parameters. A type of
 * a parameter is written with its package, or by its simple name alone; a nested class after a dot.
 * Immutable.
 */
final class MethodPattern {

  /** For messages: what is allowed. */
  static final String ALLOWED =
      "a pattern such as com.acme..*Service.*(..), or public com.acme.Orders.place(Cart, int)";

  private static final String NAMES = "[\\p{L}\\p{N}_$*]+";
  private static final Pattern PATTERN =
      Pattern.compile(
          "\\s*(public\\s+)?(?:\\*\\s+)?((?:%s(?:\\.{1,2}%s)*|\\*))(\\.{1,2})(%s)\\s*(?:\\(([^()]*)\\))?\\s*"
              .formatted(NAMES, NAMES, NAMES));
  private static final Pattern PARAMETER =
      Pattern.compile("\\.\\.|%s(?:\\.{1,2}%s)*(?:\\[])*(?:\\.\\.\\.)?".formatted(NAMES, NAMES));

  private final String text;
  private final boolean publicOnly;
  private final Pattern type;
  private final Pattern method;
  private final boolean namesDollar;
  private final List<Pattern> parameters;

  private MethodPattern(
      String text,
      boolean publicOnly,
      Pattern type,
      Pattern method,
      boolean namesDollar,
      List<Pattern> parameters) {
    this.text = text;
    this.publicOnly = publicOnly;
    this.type = type;
    this.method = method;
    this.namesDollar = namesDollar;
    this.parameters = parameters;
  }

  /** Empty if the text is malformed. */
  static Optional<MethodPattern> parse(String text) {
    Matcher matcher = PATTERN.matcher(text);
    if (!matcher.matches() || matcher.group(4).equals("new")) {
      return Optional.empty();
    }
    String anyType = matcher.group(3).equals("..") ? "..*" : ""; // com.acme..place(..)
    List<Pattern> parameters = new ArrayList<>();
    String list = matcher.group(5) == null ? ".." : matcher.group(5);
    for (String parameter : list.isBlank() ? new String[0] : list.split(",", -1)) {
      if (!PARAMETER.matcher(parameter.strip()).matches()) {
        return Optional.empty();
      }
      parameters.add(parameter(parameter.strip()));
    }
    return Optional.of(
        new MethodPattern(
            text.strip(),
            matcher.group(1) != null,
            typeName(matcher.group(2) + anyType),
            name(matcher.group(4)),
            matcher.group(4).indexOf('$') >= 0,
            parameters));
  }

  /** Splits a list at the commas and semicolons that are outside parentheses. */
  static List<String> split(String list) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int begin = 0;
    for (int i = 0; i < list.length(); i++) {
      char c = list.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth <= 0 && (c == ',' || c == ';')) {
        parts.add(list.substring(begin, i));
        begin = i + 1;
      }
    }
    parts.add(list.substring(begin));
    parts.removeIf(String::isBlank);
    return parts;
  }

  /** Whether a method may match, as far as its class and its name tell. */
  boolean mayMatch(String className, String methodName) {
    // What a compiler made up is nobody's choice, unless it is named as such.
    boolean made = methodName.indexOf('$') >= 0 && !namesDollar;
    return !made
        && method.matcher(methodName).matches()
        && type.matcher(className.replace('$', '.')).matches();
  }

  /** Whether a method matches. */
  boolean matches(Executable executable) {
    return mayMatch(executable.getDeclaringClass().getName(), executable.getName())
        && (!publicOnly || Modifier.isPublic(executable.getModifiers()))
        && matches(executable.getParameterTypes(), 0, 0);
  }

  private boolean matches(Class<?>[] types, int at, int pattern) {
    if (pattern == parameters.size()) {
      return at == types.length;
    }
    Pattern next = parameters.get(pattern);
    if (next.pattern().isEmpty()) {
      return matches(types, at, pattern + 1)
          || (at < types.length && matches(types, at + 1, pattern));
    }
    return at < types.length && isOf(types[at], next) && matches(types, at + 1, pattern + 1);
  }

  private static boolean isOf(Class<?> type, Pattern pattern) {
    String name = type.getTypeName().replace('$', '.');
    return pattern.matcher(name).matches() || pattern.matcher(type.getSimpleName()).matches();
  }

  /** {@code ..} is the empty pattern. */
  private static Pattern parameter(String text) {
    return text.equals("..")
        ? Pattern.compile("")
        : typeName(text.endsWith("...") ? text.substring(0, text.length() - 3) + "[]" : text);
  }

  /** A nested class may be written as the JVM names it, too. */
  private static Pattern typeName(String text) {
    return name(text.replace('$', '.'));
  }

  private static Pattern name(String text) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (text.startsWith("..", i)) {
        regex.append("\\.(?:.*\\.)?");
        i++;
      } else if (c == '*') {
        regex.append(text.equals("*") ? ".*" : "[^.]*");
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString());
  }

  @Override
  public String toString() {
    return text;
  }
}
