package io.targetedprofiler.outside;

import java.util.concurrent.CompletableFuture;
import kotlin.Unit;
import kotlinx.coroutines.Deferred;
import org.jspecify.annotations.Nullable;

/**
 * What a coroutine will have as its result. Built on Kotlin's coroutines, as is whoever has one.
 */
public final class DeferredResults {

  private DeferredResults() {}

  /**
   * Watches a Deferred.
   *
   * @param end completed when it is
   * @return false if the result is none
   */
  public static boolean watch(Object result, CompletableFuture<@Nullable Object> end) {
    if (!(result instanceof Deferred<?> deferred)) {
      return false;
    }
    deferred.invokeOnCompletion(
        failure -> {
          if (failure == null) {
            end.complete(null);
          } else {
            end.completeExceptionally(failure);
          }
          return Unit.INSTANCE;
        });
    return true;
  }
}
