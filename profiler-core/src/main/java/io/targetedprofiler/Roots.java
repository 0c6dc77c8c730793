package io.targetedprofiler;

import io.targetedprofiler.record.RootSite;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a weaver calls at the begin and the end of each method that is marked with {@link Profile};
 * not meant for people, who have {@link Profiler}. Nothing is ever thrown, but for a stack overflow
 * that the method itself would meet next.
 */
public final class Roots {

  private Roots() {}

  /**
   * A marked method begins.
   *
   * @param site its identity
   * @param describe tells what method that is; asked for once per site
   */
  public static void enter(Object site, Function<Object, MarkedMethod> describe) {
    try {
      Target target = Engine.get().target(site, describe);
      if (target != null) {
        target.root().enter();
      }
    } catch (StackOverflowError e) {
      throw e; // the method would meet it next; so it does not run, and has no exit that may fail
    } catch (RuntimeException | Error e) {
      Failures.enterFailed(e);
    }
  }

  /**
   * A marked method ends.
   *
   * @param site its identity
   * @param thrown what it threw, or null
   */
  public static void exit(Object site, @Nullable Throwable thrown) {
    try {
      RootSite.exit(site, thrown);
    } catch (RuntimeException | Error e) {
      Failures.exitFailed(e);
    }
  }

  /**
   * A marked method ends by returning something.
   *
   * @param site its identity
   * @param result if it is a {@link CompletionStage}, the call is over when that completes
   */
  public static void exitWith(Object site, @Nullable Object result) {
    if (result instanceof CompletionStage<?> stage) {
      try {
        RootSite.exitWith(site, stage);
      } catch (RuntimeException | Error e) {
        Failures.exitFailed(e);
      }
    } else {
      exit(site, null);
    }
  }

  /**
   * A marked method ends by returning something that may have to be replaced to learn of its end.
   *
   * @param site its identity
   * @param result a stage; or, where these libraries are there, Reactor's Mono or Flux, or Kotlin's
   *     Deferred: the call is over when that is
   * @param returnType tells what type the method declares to return
   * @return what the method is to return: the same, or a Mono or Flux that does the same
   */
  public static @Nullable Object exitReturning(
      Object site, @Nullable Object result, Function<Object, Class<?>> returnType) {
    LaterResult later =
        result != null && isKnown(site)
            ? LaterResult.of(result, () -> returnType.apply(site))
            : null;
    exitWith(site, later == null ? result : later.end());
    return later == null ? result : later.result();
  }

  private static boolean isKnown(Object site) {
    try {
      return Engine.get().known(site) != null;
    } catch (RuntimeException | Error e) {
      return false; // said when the call began
    }
  }

  /** Whether the arguments of the call that has just begun are to be captured, or give tags. */
  public static boolean wantsArguments(Object site) {
    try {
      Engine engine = Engine.get();
      Target target = engine.anyWantsArguments() ? engine.known(site) : null;
      return target != null && target.wantsArguments();
    } catch (RuntimeException | Error e) {
      Failures.say("the arguments of a profiled call could not be captured", e);
      return false;
    }
  }

  /**
   * Captures the arguments of the call that has just begun, or tags it by them.
   *
   * @param site its identity
   * @param values the arguments in their order
   */
  public static void arguments(Object site, Object[] values) {
    try {
      Target target = Engine.get().known(site);
      if (target != null) {
        target.see(values);
      }
    } catch (RuntimeException | Error e) {
      Failures.say("the arguments of a profiled call could not be captured", e);
    }
  }
}
