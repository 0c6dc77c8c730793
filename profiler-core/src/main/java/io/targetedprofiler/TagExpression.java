package io.targetedprofiler;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tag as users write it: {@code plan=#customer.plan}.
 *
 * @param name the tag's name
 * @param argument the argument's name
 * @param properties what leads from the argument to the value; empty for the argument itself
 */
record TagExpression(String name, String argument, List<String> properties) {

  /** For messages: what is allowed. */
  static final String ALLOWED =
      "name=#argument or name=#argument.property, such as plan=#customer.plan, where the name has"
          + " letters, digits and _ and is none of profile, outcome, exception, le and quantile";

  private static final String IDENTIFIER = "[\\p{L}_$][\\p{L}\\p{N}_$]*";
  private static final Pattern EXPRESSION =
      Pattern.compile(
          "\\s*([a-zA-Z][a-zA-Z0-9_]*)\\s*=\\s*#(%s)((?:\\.%s)*)\\s*"
              .formatted(IDENTIFIER, IDENTIFIER));

  /** Taken by the timer itself, or by Prometheus. */
  private static final Set<String> RESERVED =
      Set.of("profile", "outcome", "exception", "le", "quantile");

  /** Empty if the text is malformed. */
  static Optional<TagExpression> parse(String text) {
    Matcher matcher = EXPRESSION.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String path = matcher.group(3);
    TagExpression expression =
        new TagExpression(
            matcher.group(1),
            matcher.group(2),
            path.isEmpty() ? List.of() : List.of(path.substring(1).split("\\.", -1)));
    return RESERVED.contains(expression.key()) ? Optional.empty() : Optional.of(expression);
  }

  /** What is the same for names that a registry may make the same: planType and plan_type. */
  String key() {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }

  /** As it is written. */
  @Override
  public String toString() {
    return name
        + "=#"
        + argument
        + (properties.isEmpty() ? "" : '.' + String.join(".", properties));
  }
}
