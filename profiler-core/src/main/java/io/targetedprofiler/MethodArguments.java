package io.targetedprofiler;

import java.lang.annotation.Annotation;
import java.lang.reflect.Executable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is known of the arguments of a marked method: their names, and which must not be shown. */
final class MethodArguments {

  private final List<String> names;
  private final boolean[] redacted;

  MethodArguments(MarkedMethod method) {
    int parameters = method.executable().getParameterCount();
    this.names = names(method, parameters);
    this.redacted = redacted(method.executable(), parameters);
  }

  List<String> names() {
    return names;
  }

  /** The name of an argument, which the method may not even declare. */
  String name(int argument) {
    return argument < names.size() ? names.get(argument) : "arg" + argument;
  }

  boolean isRedacted(int argument) {
    return argument >= redacted.length || redacted[argument];
  }

  private static List<String> names(MarkedMethod method, int parameters) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < parameters; i++) {
      names.add(i < method.parameterNames().size() ? method.parameterNames().get(i) : "arg" + i);
    }
    return List.copyOf(names);
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
      Arrays.fill(redacted, true);
    }
    return redacted;
  }
}
