package io.targetedprofiler.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A courier")
@Timeout(60)
class CourierTest {
  private static final Duration PLENTY = Duration.ofSeconds(30);
  private static final Courier.Bounds ROOMY = new Courier.Bounds(1_000, 1_000, PLENTY);

  /** Items named so make the recipient wait until the test is over, or lets it go on. */
  private static final String BLOCK = "block";

  private final CountDownLatch blocked = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final Notes notes = new Notes();

  @AfterEach
  void letGo() {
    released.countDown();
  }

  @Test
  @DisplayName("delivers what it is offered, in that order")
  void delivers() {
    Courier<String> courier = new Courier<>("test", ROOMY, notes);

    assertThat(List.of("a", "b", "c")).allMatch(courier::offer);

    assertThat(courier.flush(PLENTY)).isTrue();
    assertThat(notes.taken).containsExactly("a", "b", "c", "(flush)");
  }

  @Test
  @DisplayName("refuses and reports what finds no place, without waiting for one")
  void boundedInItems() throws InterruptedException {
    Courier<String> courier = new Courier<>("test", new Courier.Bounds(2, 1_000, PLENTY), notes);
    courier.offer(BLOCK);
    blocked.await();

    assertThat(Stream.of("a", "b", "c", "d").map(courier::offer))
        .containsExactly(true, true, false, false);

    assertThat(notes.dropped).containsExactly("c", "d");
    released.countDown();
    assertThat(courier.flush(PLENTY)).isTrue();
    assertThat(notes.taken).containsExactly(BLOCK, "a", "b", "(flush)");
  }

  @Test
  @DisplayName("is bounded in weight too, that of the item in hand included")
  void boundedInWeight() throws InterruptedException {
    notes.weigher = item -> item.length();
    Courier<String> courier =
        new Courier<>("test", new Courier.Bounds(100, BLOCK.length() + 4, PLENTY), notes);
    courier.offer(BLOCK);
    blocked.await();

    assertThat(Stream.of("abc", "de", "f", "g").map(courier::offer))
        .containsExactly(true, false, true, false);

    released.countDown();
    assertThat(courier.flush(PLENTY)).isTrue();
    assertThat(courier.offer("room again")).as("10 of 9, but alone").isTrue();
  }

  @Test
  @DisplayName("takes an item that is heavier than the bound if it is the only one")
  void heavyItem() {
    notes.weigher = item -> item.length();
    Courier<String> courier = new Courier<>("test", new Courier.Bounds(100, 3, PLENTY), notes);

    assertThat(courier.offer("heavier")).isTrue();
    assertThat(courier.flush(PLENTY)).isTrue();
    assertThat(courier.offer("abc")).isTrue();
  }

  static Stream<Throwable> anythingThrowable() {
    return Stream.of(
        new IllegalStateException("test"),
        new InterruptedException("test"),
        new OutOfMemoryError("test"),
        new StackOverflowError("test"),
        new NoClassDefFoundError("test"),
        new Throwable("test"));
  }

  @ParameterizedTest
  @MethodSource("anythingThrowable")
  @DisplayName("reports whatever the recipient throws, and goes on with the next item")
  void contains(Throwable failure) {
    notes.script = item -> throwIf(item.equals("bad"), failure);
    Courier<String> courier = new Courier<>("test", ROOMY, notes);

    assertThat(List.of("bad", "good")).allMatch(courier::offer);

    assertThat(courier.flush(PLENTY)).isTrue();
    assertThat(notes.failures).containsExactly(failure);
    assertThat(notes.taken).containsExactly("bad", "good", "(flush)");
  }

  @Test
  @DisplayName("survives callbacks that throw")
  void throwingCallbacks() {
    Courier<String> courier =
        new Courier<>(
            "test",
            new Courier.Bounds(10, 10, PLENTY),
            new Courier.Recipient<>() {
              @Override
              public void take(String item) {
                notes.take(item);
                throw new IllegalStateException("take");
              }

              @Override
              public void dropped(String item) {
                throw new IllegalStateException("dropped");
              }

              @Override
              public void failed(Throwable failure) {
                throw new IllegalStateException("failed");
              }

              @Override
              public long weight(String item) {
                throwIf(item.equals("imponderable"), new IllegalStateException("weight"));
                return 1;
              }
            });

    assertThat(Stream.of("a", "imponderable", "b").map(courier::offer))
        .containsExactly(true, false, true);
    assertThat(courier.flush(PLENTY)).isTrue();
    assertThat(notes.taken).containsExactly("a", "b");
  }

  @Test
  @DisplayName("does not let one item find the interrupt of another")
  void clearsInterrupts() {
    List<Boolean> interrupted = new ArrayList<>();
    notes.script =
        item -> {
          interrupted.add(Thread.currentThread().isInterrupted());
          Thread.currentThread().interrupt();
        };
    Courier<String> courier = new Courier<>("test", ROOMY, notes);

    assertThat(List.of("a", "b")).allMatch(courier::offer);

    assertThat(courier.flush(PLENTY)).isTrue();
    assertThat(interrupted).containsExactly(false, false);
  }

  @Test
  @DisplayName("flushes a full queue")
  void flushesWhenFull() throws InterruptedException {
    Courier<String> courier = new Courier<>("test", new Courier.Bounds(1, 1_000, PLENTY), notes);
    courier.offer(BLOCK);
    blocked.await();
    courier.offer("a");
    assertThat(courier.offer("full")).isFalse();
    assertThat(courier.flush(Duration.ZERO)).isFalse();

    released.countDown();

    assertThat(courier.flush(PLENTY)).isTrue();
    assertThat(notes.taken).containsSubsequence(BLOCK, "a", "(flush)");
  }

  @Test
  @DisplayName("flushes what was offered before, even if more is offered for ever")
  void flushesUnderLoad() {
    AtomicReference<Courier<String>> self = new AtomicReference<>();
    notes.script = item -> throwIf(!self.get().offer("and another"), new AssertionError("full"));
    self.set(new Courier<>("test", new Courier.Bounds(10, 10, PLENTY), notes));

    self.get().offer("first");

    assertThat(self.get().flush(PLENTY)).isTrue();
    notes.script = item -> {};
    assertThat(notes.failures).isEmpty();
  }

  @Test
  @DisplayName("has nothing to flush before the first item, and needs no thread for it")
  void nothingToFlush() {
    Courier<String> courier = new Courier<>("unused", ROOMY, notes);

    assertThat(courier.flush(Duration.ZERO)).isTrue();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("profiler-unused"));
  }

  @Test
  @DisplayName("gives up a flush when the thread is interrupted, and leaves it interrupted")
  void interruptedFlush() throws InterruptedException {
    Courier<String> courier = new Courier<>("test", ROOMY, notes);
    courier.offer(BLOCK);
    blocked.await();

    Thread.currentThread().interrupt();

    assertThat(courier.flush(PLENTY)).isFalse();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  @DisplayName("does not wait for itself")
  void flushByTheRecipient() {
    List<Boolean> answers = new ArrayList<>();
    AtomicReference<Courier<String>> self = new AtomicReference<>();
    notes.script = item -> answers.add(self.get().flush(PLENTY));
    self.set(new Courier<>("test", ROOMY, notes));

    self.get().offer("a");

    assertThat(self.get().flush(PLENTY)).isTrue();
    assertThat(answers).containsExactly(false);
  }

  @Test
  @DisplayName("outlives a recipient that never returns: drops, times out, and holds no JVM up")
  void neverReturns() throws InterruptedException {
    Courier<String> courier = new Courier<>("test", new Courier.Bounds(3, 1_000, PLENTY), notes);
    courier.offer(BLOCK);
    blocked.await();

    long taken = IntStream.range(0, 100).filter(i -> courier.offer("item " + i)).count();

    assertThat(taken).isEqualTo(3);
    assertThat(notes.dropped).hasSize(97);
    assertThat(courier.flush(Duration.ofMillis(1))).isFalse();
    assertThat(notes.thread.get().isDaemon()).isTrue();
  }

  @Test
  @DisplayName("that is closed hands over what waits, ends its thread, and takes nothing any more")
  void closing() {
    Courier<String> courier = new Courier<>("closed", ROOMY, notes);
    courier.offer("a");
    courier.offer("b");

    assertThat(courier.close(PLENTY)).isTrue();

    assertThat(notes.taken).containsExactly("a", "b");
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("profiler-closed");
    assertThat(courier.offer("c")).isFalse();
    assertThat(notes.dropped).containsExactly("c");
    assertThat(courier.close(PLENTY)).as("again").isTrue();
  }

  @Test
  @DisplayName("that is closed does not wait longer than it may")
  void closingInVain() throws InterruptedException {
    Courier<String> courier = new Courier<>("stuck", ROOMY, notes);
    courier.offer(BLOCK);
    blocked.await();

    assertThat(courier.close(Duration.ofMillis(1))).isFalse();
  }

  @Test
  @DisplayName("ends its thread when idle and has another one for the next item")
  void idleEnd() throws InterruptedException {
    Courier<String> courier =
        new Courier<>("idler", new Courier.Bounds(10, 10, Duration.ofMillis(1)), notes);
    courier.offer("a");
    assertThat(courier.flush(PLENTY)).isTrue();
    Thread first = notes.thread.get();
    first.join();

    courier.offer("b");

    assertThat(courier.flush(PLENTY)).isTrue();
    assertThat(notes.thread.get()).isNotSameAs(first);
    assertThat(first.getName()).isEqualTo("profiler-idler");
    assertThat(notes.taken).containsExactly("a", "(flush)", "b", "(flush)");
  }

  private static void throwIf(boolean condition, Throwable failure) {
    if (condition) {
      CourierTest.<RuntimeException>throwUnchecked(failure);
    }
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void throwUnchecked(Throwable failure) throws E {
    throw (E) failure;
  }

  private interface Weigher {
    long weight(String item);
  }

  /** A recipient that writes down what happens to it. */
  private final class Notes implements Courier.Recipient<String> {
    private final List<String> taken = new ArrayList<>();
    private final List<String> dropped = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final AtomicReference<Thread> thread = new AtomicReference<>();
    private volatile Weigher weigher = item -> 1;
    private volatile Consumer<String> script = item -> {};

    @Override
    public void take(String item) {
      thread.set(Thread.currentThread());
      taken.add(item);
      if (item.equals(BLOCK)) {
        blocked.countDown();
        awaitRelease();
      }
      script.accept(item);
    }

    private void awaitRelease() {
      try {
        released.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void flush() {
      taken.add("(flush)");
    }

    @Override
    public void dropped(String item) {
      dropped.add(item);
    }

    @Override
    public void failed(Throwable failure) {
      failures.add(failure);
    }

    @Override
    public long weight(String item) {
      return weigher.weight(item);
    }
  }
}
