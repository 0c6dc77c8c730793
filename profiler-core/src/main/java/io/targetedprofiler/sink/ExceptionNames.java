package io.targetedprofiler.sink;

/**
 * The short name of an exception's class, as the meters' tag {@code exception} and the report state
 * it.
 */
final class ExceptionNames {

  private ExceptionNames() {}

  /** The simple name; for an anonymous class, which has none, the last part of the binary name. */
  static String simple(Class<?> exception) {
    String simple = exception.getSimpleName();
    if (!simple.isEmpty()) {
      return simple;
    }
    String binary = exception.getName();
    return binary.substring(binary.lastIndexOf('.') + 1);
  }
}
