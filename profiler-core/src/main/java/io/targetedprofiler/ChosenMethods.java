package io.targetedprofiler;

import io.targetedprofiler.record.Gate;
import io.targetedprofiler.sink.DelayedJobs;
import io.targetedprofiler.sink.ExitHook;
import java.lang.reflect.Executable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The methods that the configuration chooses as roots of profiling, by {@code
 * profiler.target.<name>.methods}; for a weaver, which asks once for each class, while that is
 * being initialised. So nothing here may need a class of the application, nor the log: what there
 * is to say waits until the profiler starts.
 */
public final class ChosenMethods {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int MAX_UNCHANGEABLE = 20;

  private final List<Choice> choices = new ArrayList<>();
  private final Map<String, String> known = new HashMap<>();
  private final List<String> malformed = new ArrayList<>();
  private final Set<String> unchangeable = ConcurrentHashMap.newKeySet();
  private final Set<String> said = ConcurrentHashMap.newKeySet();
  private final AtomicInteger classes = new AtomicInteger();
  private final DelayedJobs laterWords = new DelayedJobs("targets");
  private @Nullable ExitHook lastWords;

  /** One pattern of one target. */
  private static final class Choice {
    final String target;
    final MethodPattern pattern;
    volatile boolean matched;

    Choice(String target, MethodPattern pattern) {
      this.target = target;
      this.pattern = pattern;
    }
  }

  private static final class Holder {
    static final ChosenMethods CONFIGURED = ofThisProcess();
    static final boolean ANY = CONFIGURED.isAny();
  }

  ChosenMethods(Configuration configuration) {
    for (String target : configuration.targets()) {
      known.put(target, configuration.methods(target));
      for (String text : MethodPattern.split(configuration.methods(target))) {
        MethodPattern.parse(text)
            .ifPresentOrElse(
                pattern -> choices.add(new Choice(target, pattern)),
                () ->
                    malformed.add(
                        "%s%s.methods: \"%s\" is not %s; it is left out"
                            .formatted(
                                Configuration.TARGET_PREFIX,
                                target,
                                text.strip(),
                                MethodPattern.ALLOWED)));
      }
    }
  }

  /** Those of this process. */
  public static ChosenMethods get() {
    return Holder.CONFIGURED;
  }

  /** Whether this process has any: a constant. */
  public static boolean areThere() {
    return Holder.ANY;
  }

  private static ChosenMethods ofThisProcess() {
    Configuration configuration = Configuration.loadQuietly();
    if (!configuration.flag(Configuration.ENABLED, true)) {
      configuration = Configuration.NONE;
    }
    ChosenMethods chosen = new ChosenMethods(configuration);
    if (chosen.isAny() || !chosen.malformed.isEmpty()) {
      chosen.laterWords.after(PATIENCE, () -> Engine.get().sayOf(chosen));
      chosen.lastWords = ExitHook.of("targets-exit", () -> Engine.get().sayOf(chosen));
    }
    return chosen;
  }

  /** Nothing is to be said later. */
  void close() {
    laterWords.close();
    if (lastWords != null) {
      lastWords.close();
    }
  }

  boolean isAny() {
    return !choices.isEmpty();
  }

  /** A class is asked about. */
  public void asked() {
    classes.incrementAndGet();
  }

  /** Whether a method may be chosen, as far as its class and its name tell. */
  public boolean mayBe(String className, String method) {
    return choices.stream().anyMatch(choice -> choice.pattern.mayMatch(className, method));
  }

  /** Whether a method is chosen; one that is marked keeps its mark, and its name. */
  public boolean isChosen(Executable method) {
    for (Choice choice : choices) {
      if (choice.pattern.matches(method)) {
        choice.matched = true;
      }
    }
    return targetOf(method).isPresent() && TargetNames.annotation(method) == null;
  }

  /** A chosen method will be profiled: from now on its probe has to be heard. */
  public void found() {
    Gate.keepOpen();
  }

  /** A chosen method cannot be profiled, because its class cannot be changed. */
  public void unchangeable(Executable method) {
    if (unchangeable.size() < MAX_UNCHANGEABLE) {
      unchangeable.add(method.getDeclaringClass().getName() + '.' + method.getName());
    }
  }

  /** The target that a method was chosen for, by the first pattern that matches. */
  Optional<String> targetOf(Executable method) {
    return choices.stream()
        .filter(choice -> choice.pattern.matches(method))
        .map(choice -> choice.target)
        .findFirst();
  }

  /** Says, once, which patterns are malformed. */
  void sayMalformed(Consumer<String> words) {
    malformed.forEach(problem -> sayOnce(problem, problem, words));
  }

  /** Says, once, which settings were not there when the first woven class was initialised. */
  void sayTooLate(Configuration configuration, Consumer<String> words) {
    for (String target : configuration.targets()) {
      String methods = configuration.methods(target);
      if (!methods.isBlank() && !methods.equals(known.get(target))) {
        String key = Configuration.TARGET_PREFIX + target + ".methods";
        sayOnce(
            key,
            "%s has no effect where it stands: it is read from %s and system properties"
                .formatted(key, Configuration.FILE),
            words);
      }
    }
  }

  /** Says, each thing once, what has come of the patterns, as far as something is wrong with it. */
  void say(Consumer<String> words) {
    sayMalformed(words);
    for (String method : unchangeable) {
      sayOnce(
          method,
          "%s is chosen, but cannot be profiled so: it is a method of an interface, or in a module that is not open; mark it with @Profile"
              .formatted(method),
          words);
    }
    for (Choice choice : choices) {
      if (!choice.matched) {
        sayOnce(
            choice.target + choice.pattern,
            "%s%s.methods: no method that has a probe matches %s so far, in %d woven classes that are in use; accessors, constructors and what is @NoProfile have none"
                .formatted(
                    Configuration.TARGET_PREFIX, choice.target, choice.pattern, classes.get()),
            words);
      }
    }
  }

  private void sayOnce(String key, String line, Consumer<String> words) {
    if (said.add(key)) {
      words.accept(line);
    }
  }
}
