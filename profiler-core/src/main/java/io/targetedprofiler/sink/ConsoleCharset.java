package io.targetedprofiler.sink;

import java.nio.charset.Charset;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds out what the console can show. */
public final class ConsoleCharset {

  /** What standard output uses (JDK 19), else what the machine is set to (JDK 17). */
  private static final List<String> PROPERTIES = List.of("stdout.encoding", "native.encoding");

  private ConsoleCharset() {}

  /**
   * The charset that the console most likely shows; that of the JVM if the system states none that
   * is known here. A log appender may be set to another one, which cannot be seen from here.
   */
  public static Charset guess() {
    return guess(System::getProperty);
  }

  static Charset guess(Function<String, @Nullable String> properties) {
    for (String property : PROPERTIES) {
      String name = properties.apply(property);
      if (name != null && isKnown(name)) {
        return Charset.forName(name);
      }
    }
    return Charset.defaultCharset();
  }

  private static boolean isKnown(String name) {
    try {
      return Charset.isSupported(name);
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }
}
