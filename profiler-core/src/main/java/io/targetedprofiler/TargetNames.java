package io.targetedprofiler;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import org.jspecify.annotations.Nullable;

/** From a marked method to its target's name and its annotation. */
final class TargetNames {

  private TargetNames() {}

  /**
   * The annotation's value, or {@code SimpleClassName.method}; a constructor's method is {@code
   * new}.
   */
  static String of(Executable method) {
    Profile profile = method.getAnnotation(Profile.class);
    if (profile != null && !profile.value().isBlank()) {
      return profile.value();
    }
    Class<?> type = method.getDeclaringClass();
    String binaryName = type.getName();
    String className =
        type.getSimpleName().isEmpty()
            ? binaryName.substring(binaryName.lastIndexOf('.') + 1)
            : type.getSimpleName();
    Profile onType = type.getAnnotation(Profile.class);
    String prefix =
        profile == null && onType != null && !onType.value().isBlank() ? onType.value() : className;
    return prefix + '.' + (method instanceof Constructor<?> ? "new" : method.getName());
  }

  /** The annotation that holds for a method: its own, or its type's. */
  static @Nullable Profile annotation(Executable method) {
    Profile own = method.getAnnotation(Profile.class);
    return own != null ? own : method.getDeclaringClass().getAnnotation(Profile.class);
  }
}
