package io.targetedprofiler.model;

/**
 * The identity of an instrumented method, of a block that was named by hand, or of a call that
 * leaves the program, such as {@code SQL select name from customer where id = ?}.
 *
 * @param className binary name of the class, such as {@code com.acme.Orders$Line}; empty for what
 *     is no method
 * @param method name of the method, {@code <init>} for a constructor; or the name of what is no
 *     method
 * @param signature parameter types as written in source, such as {@code (String, int)}, only {@code
 *     kotlin.coroutines.Continuation} in full; empty if not known
 * @param file name of the source file; empty if not known
 * @param line first line of the method in that file; 0 if not known
 */
public record Frame(String className, String method, String signature, String file, int line) {

  /** What the Kotlin compiler hands to each suspend function, last. */
  public static final String CONTINUATION = "kotlin.coroutines.Continuation";

  private static final String STATEMENT = "SQL ";

  /** A block named by hand: only a name. */
  public static Frame named(String name) {
    return new Frame("", name, "", "", 0);
  }

  /**
   * An SQL statement.
   *
   * @param text without the values in it
   */
  public static Frame statement(String text) {
    return named(STATEMENT + text);
  }

  /** Whether it is an SQL statement, as its name says. */
  public boolean isStatement() {
    return className.isEmpty() && method.startsWith(STATEMENT);
  }

  /**
   * Whether each resume counts as a call: of a suspend function of Kotlin's, which has one
   * parameter more than its source says, and of the body of a coroutine.
   */
  public boolean countsResumes() {
    return signature.endsWith(CONTINUATION + ')')
        || (method.equals("invokeSuspend") && signature.equals("(Object)"));
  }

  /** The short name that people read: {@code Orders.Line.total}, or the name given by hand. */
  public String label() {
    if (className.isEmpty()) {
      return method;
    }
    return className.substring(className.lastIndexOf('.') + 1).replace('$', '.') + '.' + method;
  }

  /** Where to look: {@code Orders.java:41}, only the file if the line is not known, or empty. */
  public String location() {
    return line > 0 && !file.isEmpty() ? file + ':' + line : file;
  }
}
