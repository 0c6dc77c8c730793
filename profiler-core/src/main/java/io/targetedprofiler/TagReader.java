package io.targetedprofiler;

import io.targetedprofiler.model.Tag;
import io.targetedprofiler.sink.ProfilerLog;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads one tag from the arguments of a call, on the thread that calls. What is null, empty or
 * cannot be read is {@value Tag#NONE}; what has no text of its own is {@value #OTHER}. Each problem
 * is said once. Never throws.
 */
final class TagReader {

  static final String OTHER = "other";
  private static final int MAX_PROBLEMS = 20;

  private final String target;
  private final TagExpression expression;
  private final int argument;
  private final boolean redacted;
  private final List<Property> path;
  private final ProfilerLog log;
  private final Set<String> said = ConcurrentHashMap.newKeySet();

  /**
   * A reader.
   *
   * @param target for messages
   * @param argument which of the arguments
   * @param redacted whether the argument's value must not leave the method
   */
  TagReader(
      String target, TagExpression expression, int argument, boolean redacted, ProfilerLog log) {
    this.target = target;
    this.expression = expression;
    this.argument = argument;
    this.redacted = redacted;
    this.path = expression.properties().stream().map(Property::new).toList();
    this.log = log;
    if (redacted) {
      say("#" + expression.argument() + " is @Redacted");
    }
  }

  Tag read(Object[] values) {
    return new Tag(expression.name(), text(values));
  }

  private String text(Object[] values) {
    if (redacted) {
      return ArgumentCapture.REDACTED;
    }
    Object value = argument < values.length ? contentOf(values[argument]) : null;
    for (Property property : path) {
      if (value == null) {
        return Tag.NONE;
      }
      Class<?> type = value.getClass();
      if (property.isRedacted(type)) {
        say("%s of %s is @Redacted".formatted(property.name(), type.getName()));
        return ArgumentCapture.REDACTED;
      }
      value = contentOf(step(property, value, type));
    }
    return textOf(value);
  }

  private @Nullable Object step(Property property, Object of, Class<?> type) {
    try {
      if (!property.isOf(type)) {
        say("%s has no %s that can be read".formatted(type.getName(), property.name()));
        return null;
      }
      return property.of(of);
    } catch (Throwable thrown) {
      say(
          "%s of %s threw %s"
              .formatted(property.name(), type.getName(), thrown.getClass().getName()));
      return null;
    }
  }

  private static @Nullable Object contentOf(@Nullable Object value) {
    return value instanceof Optional<?> optional ? optional.orElse(null) : value;
  }

  private String textOf(@Nullable Object value) {
    if (value == null) {
      return Tag.NONE;
    }
    String text = ValueRendering.ofScalar(value);
    if (text == null) {
      say(
          "a value is a %s, but must be a text, number, enum or the like"
              .formatted(value.getClass().getName()));
      return OTHER;
    }
    boolean plain = text.chars().noneMatch(Character::isISOControl);
    String line = (plain ? text : text.replaceAll("\\p{Cntrl}+", " ")).strip();
    return line.isEmpty() ? Tag.NONE : line;
  }

  private void say(String what) {
    if (said.size() < MAX_PROBLEMS && said.add(what)) {
      String problem = "tag %s of \"%s\": %s".formatted(expression, target, what);
      log.warn(problem);
    }
  }
}
