package io.targetedprofiler.model;

/**
 * The short name of an exception's class: the meters' tag {@code exception}, and what a report
 * states.
 */
public final class ExceptionNames {

  private ExceptionNames() {}

  /** The simple name; for an anonymous class, which has none, the last part of the binary name. */
  public static String simple(Class<?> exception) {
    String simple = exception.getSimpleName();
    if (!simple.isEmpty()) {
      return simple;
    }
    String binary = exception.getName();
    return binary.substring(binary.lastIndexOf('.') + 1);
  }
}
