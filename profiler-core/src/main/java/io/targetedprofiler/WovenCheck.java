package io.targetedprofiler;

import io.targetedprofiler.sink.ProfilerLog;
import java.io.IOException;
import java.io.InputStream;
import java.lang.StackWalker.StackFrame;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Tells whether a class has probes, and says so once where a target seems to expect them in vain. A
 * woven class names our aspects in its constant pool, so its class file answers the question
 * without a marker of ours in it.
 */
final class WovenCheck {

  private static final String ASPECTS = "io/targetedprofiler/aspect/";
  private static final String OWN_PACKAGE = WovenCheck.class.getPackageName();

  private final ProfilerLog log;

  WovenCheck(ProfilerLog log) {
    this.log = log;
  }

  /** Whether a class's file has been woven; false if the file cannot be read. */
  static boolean isWoven(Class<?> type) {
    String name = type.getName();
    String file = name.substring(name.lastIndexOf('.') + 1) + ".class";
    try (InputStream in = type.getResourceAsStream(file)) {
      // ISO 8859-1 keeps every byte, and the name that is looked for is ASCII.
      return in != null
          && new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).contains(ASPECTS);
    } catch (IOException e) {
      return false;
    }
  }

  /** The class that calls the profiler, as far as it can be seen. */
  Optional<Class<?>> caller() {
    return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
        .walk(
            frames ->
                frames
                    .<Class<?>>map(StackFrame::getDeclaringClass)
                    .filter(type -> !type.getPackageName().equals(OWN_PACKAGE))
                    .findFirst());
  }

  /**
   * A call is opened by hand: the class that the name speaks of, else the one that opens it, should
   * be woven.
   */
  void checkByHand(String target, Optional<Class<?>> caller) {
    namedClass(target).or(() -> caller).ifPresent(type -> check(target, type));
  }

  /** A target is named in the configuration. */
  void checkNamedClass(String target) {
    namedClass(target).ifPresent(type -> check(target, type));
  }

  private void check(String target, Class<?> type) {
    if (!isWoven(type)) {
      String problem =
          "target \"%s\": %s is not woven, so its report has no calls beneath; see the README, \"I see no report\""
              .formatted(target, type.getName());
      log.warn(problem);
    }
  }

  /** The class of {@code com.acme.Orders.checkout} or {@code com.acme.Orders}. */
  private static Optional<Class<?>> namedClass(String target) {
    int dot = target.lastIndexOf('.');
    return load(target).or(() -> dot < 0 ? Optional.empty() : load(target.substring(0, dot)));
  }

  private static Optional<Class<?>> load(String name) {
    try {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      return Optional.of(Class.forName(name, false, loader));
    } catch (ClassNotFoundException | LinkageError e) {
      return Optional.empty();
    }
  }
}
