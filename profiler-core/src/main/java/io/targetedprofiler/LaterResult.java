package io.targetedprofiler;

import io.targetedprofiler.outside.DeferredResults;
import io.targetedprofiler.outside.ReactiveResults;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a marked method returned and some library completes later: Reactor's publishers, Kotlin's
 * Deferred. Without these libraries there is none.
 *
 * @param result to be returned
 * @param end completed when that is over
 */
record LaterResult(Object result, CompletionStage<?> end) {

  private static final boolean REACTOR = isThere("reactor.core.publisher.Mono");
  private static final boolean COROUTINES = isThere("kotlinx.coroutines.Deferred");

  /** Null if it is nothing that would be over later. Never throws. */
  static @Nullable LaterResult of(Object result, Supplier<Class<?>> declared) {
    try {
      CompletableFuture<@Nullable Object> end = new CompletableFuture<>();
      if (REACTOR && ReactiveResults.isOne(result)) {
        Object watched = ReactiveResults.watched(result, declared.get(), end);
        return watched == result ? null : new LaterResult(watched, end);
      }
      return COROUTINES && DeferredResults.watch(result, end) ? new LaterResult(result, end) : null;
    } catch (RuntimeException | Error e) {
      Failures.say("the end of what a marked method returned cannot be watched", e);
      return null;
    }
  }

  private static boolean isThere(String type) {
    try {
      Class.forName(type, false, LaterResult.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
