package io.targetedprofiler.outside;

import io.targetedprofiler.record.CarriedCall;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.ConnectableFlux;
import reactor.core.publisher.Flux;
import reactor.core.publisher.GroupedFlux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * What Reactor returns before anything has happened: a publisher that tells when it has completed,
 * failed or been cancelled, the first time, and that carries the place where it was returned in its
 * subscribers' context. Built on Reactor, without which this class cannot be loaded.
 */
public final class ReactiveResults {

  private ReactiveResults() {}

  /** Whether a result is a publisher of Reactor's. */
  public static boolean isOne(Object result) {
    return result instanceof Mono<?> || result instanceof Flux<?>;
  }

  /**
   * A publisher that does the same and tells of its end.
   *
   * @param declared what type it must have
   * @param end completed when it has ended
   * @return the same one if no other would have that type, or do all that it can
   */
  public static Object watched(
      Object result, Class<?> declared, CompletableFuture<@Nullable Object> end) {
    if (result instanceof Mono<?> mono && declared.isAssignableFrom(Mono.class)) {
      return watched(mono, end);
    }
    boolean bare = !(result instanceof ConnectableFlux<?> || result instanceof GroupedFlux<?, ?>);
    if (bare && result instanceof Flux<?> flux && declared.isAssignableFrom(Flux.class)) {
      return watched(flux, end);
    }
    return result;
  }

  private static <T> Mono<T> watched(Mono<T> mono, CompletableFuture<@Nullable Object> end) {
    CarriedCall here = CarriedCall.here();
    return mono.doOnSuccess(value -> end.complete(null))
        .doOnError(end::completeExceptionally)
        .doOnCancel(() -> end.complete(null))
        .contextWrite(context -> carrying(here, context));
  }

  private static <T> Flux<T> watched(Flux<T> flux, CompletableFuture<@Nullable Object> end) {
    CarriedCall here = CarriedCall.here();
    return flux.doOnComplete(() -> end.complete(null))
        .doOnError(end::completeExceptionally)
        .doOnCancel(() -> end.complete(null))
        .contextWrite(context -> carrying(here, context));
  }

  private static Context carrying(@Nullable CarriedCall call, Context context) {
    return call == null ? context : context.put(CarriedCall.KEY, call);
  }
}
