package io.targetedprofiler;

import io.targetedprofiler.model.Argument;
import java.lang.annotation.Annotation;
import java.lang.reflect.Executable;
import java.util.ArrayList;
import java.util.List;

/** Captures the arguments of one marked method: names once, values at each call. */
final class ArgumentCapture {

  private static final String REDACTED = "(redacted)";

  private final String[] names;
  private final boolean[] redacted;

  ArgumentCapture(MarkedMethod method) {
    int parameters = method.executable().getParameterCount();
    this.names = names(method, parameters);
    this.redacted = redacted(method.executable(), parameters);
  }

  /** The arguments, rendered now, since they may change later. Never throws. */
  List<Argument> capture(Object[] values) {
    List<Argument> arguments = new ArrayList<>(values.length);
    for (int i = 0; i < values.length; i++) {
      String name = i < names.length ? names[i] : "arg" + i;
      boolean hidden = i >= redacted.length || redacted[i];
      arguments.add(new Argument(name, hidden ? REDACTED : ValueRendering.render(values[i])));
    }
    return arguments;
  }

  private static String[] names(MarkedMethod method, int parameters) {
    String[] names = new String[parameters];
    for (int i = 0; i < parameters; i++) {
      names[i] = i < method.parameterNames().size() ? method.parameterNames().get(i) : "arg" + i;
    }
    return names;
  }

  /**
   * Fail-closed: where annotations cannot be told apart by parameter, one {@link Redacted} hides
   * all.
   */
  private static boolean[] redacted(Executable executable, int parameters) {
    Annotation[][] annotations = executable.getParameterAnnotations();
    boolean aligned = annotations.length == parameters;
    boolean any = false;
    boolean[] redacted = new boolean[parameters];
    for (int i = 0; i < annotations.length; i++) {
      for (Annotation annotation : annotations[i]) {
        if (annotation instanceof Redacted) {
          any = true;
          if (aligned) {
            redacted[i] = true;
          }
        }
      }
    }
    if (any && !aligned) {
      java.util.Arrays.fill(redacted, true);
    }
    return redacted;
  }
}
