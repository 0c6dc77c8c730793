package io.targetedprofiler.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

@Label("Whatever the bounds, with eight threads at once a courier")
class CourierAccountingTest {
  private static final int THREADS = 8;
  private static final int OFFERS = 2_000;

  @Property(tries = 20)
  @Label("delivers or drops each item, never both, and keeps each thread's order")
  void deliveredAndDroppedIsOffered(
      @ForAll @IntRange(min = 1, max = 300) int items,
      @ForAll @LongRange(min = 1, max = 600) long weight)
      throws InterruptedException {
    Tally tally = new Tally();
    Courier<Item> courier =
        new Courier<>("tally", new Courier.Bounds(items, weight, Duration.ofMillis(1)), tally);
    AtomicLong accepted = new AtomicLong();

    offerFromAllThreads(courier, accepted);

    assertThat(courier.flush(Duration.ofSeconds(30))).isTrue();
    assertThat(tally.delivered.size()).isEqualTo(accepted.get());
    assertThat(tally.delivered.size() + tally.dropped.get()).isEqualTo((long) THREADS * OFFERS);
    for (int thread = 0; thread < THREADS; thread++) {
      int ofThread = thread;
      assertThat(tally.delivered.stream().filter(i -> i.thread == ofThread).map(Item::number))
          .isSorted()
          .doesNotHaveDuplicates();
    }
  }

  private static void offerFromAllThreads(Courier<Item> courier, AtomicLong accepted)
      throws InterruptedException {
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < THREADS; t++) {
      int number = t;
      Thread thread =
          new Thread(
              () -> {
                await(start);
                for (int i = 0; i < OFFERS; i++) {
                  if (courier.offer(new Item(number, i))) {
                    accepted.incrementAndGet();
                  }
                }
              });
      thread.start();
      threads.add(thread);
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private record Item(int thread, int number) {}

  /** Only the courier's thread writes {@code delivered}; the flush makes it visible. */
  private static final class Tally implements Courier.Recipient<Item> {
    private final List<Item> delivered = new ArrayList<>();
    private final AtomicLong dropped = new AtomicLong();

    @Override
    public void take(Item item) {
      delivered.add(item);
    }

    @Override
    public void dropped(Item item) {
      dropped.incrementAndGet();
    }

    @Override
    public void failed(Throwable failure) {
      throw new AssertionError(failure);
    }

    @Override
    public long weight(Item item) {
      return 1L + item.number % 3;
    }
  }
}
