package io.targetedprofiler.format;

import io.targetedprofiler.model.Frame;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The long name of a method, for tools that shorten names themselves. */
final class FullNames {
  private static final Pattern METHOD =
      Pattern.compile(
          "(\\p{javaJavaIdentifierStart}[\\p{javaJavaIdentifierPart}.]*)\\."
              + "(\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*|<init>|<clinit>)");

  private FullNames() {}

  /** {@code com.acme.Orders$Line.total}, or the name given by hand. */
  static String of(Frame frame) {
    return WellFormed.of(
        frame.className().isEmpty() ? frame.method() : frame.className() + '.' + frame.method());
  }

  /** The frame of such a name: what does not look like a method was named by hand. */
  static Frame frame(String name, String file, int line) {
    Matcher method = METHOD.matcher(name);
    return method.matches()
        ? new Frame(method.group(1), method.group(2), "", file, line)
        : new Frame("", name, "", file, line);
  }
}
