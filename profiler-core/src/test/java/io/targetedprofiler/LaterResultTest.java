package io.targetedprofiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.targetedprofiler.model.CallReport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import kotlinx.coroutines.CompletableDeferred;
import kotlinx.coroutines.CompletableDeferredKt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

@DisplayName("A marked method's call whose result is completed later")
class LaterResultTest {

  private final DeliveredReports reports = DeliveredReports.listen();
  private final Object site = new Object();

  @AfterEach
  void close() {
    Hooks.disableAutomaticContextPropagation();
    assertThat(Profiler.flush(DeliveredReports.LONG_ENOUGH)).as("nothing is to come").isTrue();
    reports.close();
  }

  @Test
  @DisplayName("ends with a Mono, and says when it returned")
  void mono() {
    Sinks.One<String> sink = Sinks.one();
    Mono<String> returned = returns(sink.asMono(), Mono.class);
    assertThat(reports.isEmpty()).isTrue();
    List<String> seen = new ArrayList<>();
    returned.subscribe(seen::add);
    sink.tryEmitValue("done");

    assertThat(seen).containsExactly("done");
    assertEndedLater(reports.next("Marked.plain"), "none");
  }

  @Test
  @DisplayName("fails with a Mono")
  void failing() {
    Mono<String> returned = returns(Mono.error(new IllegalStateException("no")), Mono.class);

    assertThatThrownBy(returned::block).isInstanceOf(IllegalStateException.class);
    assertEndedLater(reports.next("Marked.plain"), "IllegalStateException");
  }

  @Test
  @DisplayName("ends with a Flux, whether it completes, fails or is cancelled")
  void flux() {
    Flux<Integer> returned = returns(Flux.range(0, 5), Flux.class);
    assertThat(returned.collectList().block()).containsExactly(0, 1, 2, 3, 4);
    assertEndedLater(reports.next("Marked.plain"), "none");

    Flux<Integer> failing = returns(Flux.error(new IllegalStateException("no")), Flux.class);
    assertThatThrownBy(failing::blockLast).isInstanceOf(IllegalStateException.class);
    assertEndedLater(reports.next("Marked.plain"), "IllegalStateException");

    Flux<Integer> endless = returns(Flux.<Integer>never().startWith(1), Publisher.class);
    assertThat(endless.take(1).blockLast()).isEqualTo(1);
    assertEndedLater(reports.next("Marked.plain"), "none");
  }

  @Test
  @DisplayName("ends with the first subscription of several")
  void again() {
    Mono<String> returned = returns(Mono.just("done"), Mono.class);
    assertThat(returned.block()).isEqualTo("done");
    assertThat(returned.block()).isEqualTo("done");

    assertEndedLater(reports.next("Marked.plain"), "none");
    assertThat(reports.isEmpty()).isTrue();
  }

  @Test
  @DisplayName("ends at its return where a Mono is declared as something that nothing else can be")
  void declared() {
    Mono<String> mono = Mono.just("done");
    assertThat((Object) returns(mono, mono.getClass())).isSameAs(mono);

    assertThat(reports.next("Marked.plain").asynchrony().returnedNanos()).isEmpty();
  }

  @Test
  @DisplayName(
      "has what the Mono does in its report, on whichever thread, where context is carried")
  void work() {
    Hooks.enableAutomaticContextPropagation();
    Mono<String> returned =
        returns(
            Mono.fromCallable(LaterResultTest::answer).subscribeOn(Schedulers.boundedElastic()),
            Mono.class);
    assertThat(returned.block()).isEqualTo("answer");

    CallReport report = reports.next("Marked.plain");
    assertEndedLater(report, "none");
    // The thread that subscribed may be on its way back from there, and have its own unfinished.
    assertThat(report.tree().async())
        .filteredOn(work -> work.threads().toString().contains("boundedElastic"))
        .isNotEmpty()
        .allSatisfy(work -> assertThat(work.unfinished()).isZero());
  }

  private static String answer() {
    return "answer";
  }

  @Test
  @DisplayName("ends with a Deferred")
  void deferred() {
    CompletableDeferred<String> promise = CompletableDeferredKt.CompletableDeferred(null);
    assertThat((Object) returns(promise, Object.class)).isSameAs(promise);
    assertThat(reports.isEmpty()).isTrue();
    promise.complete("done");
    assertEndedLater(reports.next("Marked.plain"), "none");

    CompletableDeferred<String> failing = CompletableDeferredKt.CompletableDeferred(null);
    returns(failing, Object.class);
    failing.completeExceptionally(new IllegalStateException("no"));
    assertEndedLater(reports.next("Marked.plain"), "IllegalStateException");
  }

  @Test
  @DisplayName("ends at its return with anything else")
  void others() {
    assertThat((Object) returns("done", String.class)).isEqualTo("done");
    assertThat((Object) returns(null, Mono.class)).isNull();

    assertThat(reports.next("Marked.plain").asynchrony().returnedNanos()).isEmpty();
    assertThat(reports.next("Marked.plain").asynchrony().returnedNanos()).isEmpty();
  }

  @Test
  @DisplayName("completed by a task of its own has that in its report, though it had not ended")
  void completedByTask() throws InterruptedException {
    CompletableFuture<String> promise = new CompletableFuture<>();
    CountDownLatch returned = new CountDownLatch(1);
    Roots.enter(site, any -> Marked.describe("plain"));
    Thread worker =
        new Thread(
            Profiler.wrap(
                () -> {
                  await(returned);
                  promise.complete("done");
                }));
    worker.start();
    Roots.exitWith(site, promise);
    returned.countDown();
    worker.join();

    CallReport report = reports.next("Marked.plain");
    assertThat(report.tree().async())
        .singleElement()
        .satisfies(work -> assertThat(work.unfinished()).isZero());
    assertThat(reports.isEmpty()).isTrue();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @SuppressWarnings("unchecked")
  private <T> T returns(T result, Class<?> declared) {
    Roots.enter(site, any -> Marked.describe("plain"));
    return (T) Roots.exitReturning(site, result, any -> declared);
  }

  private static void assertEndedLater(CallReport report, String exception) {
    assertThat(report.exception()).isEqualTo(exception);
    assertThat(report.asynchrony().returnedNanos()).isPresent();
    assertThat(report.usage().wallNanos())
        .isGreaterThanOrEqualTo(report.asynchrony().returnedNanos().getAsLong());
  }
}
