package subjects;

import io.targetedprofiler.Profile;
import io.targetedprofiler.Profiler;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** An application that is started, used and ended again, all of which leaves traces. */
public class Deployed implements Callable<Integer>, Prices {

  /** Runs all of it; its threads have ended when this returns. */
  @Override
  public Integer call() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    int sum = 0;
    for (int i = 0; i < 100; i++) {
      sum += order(pool, i);
      sum += Profiler.profile("deployed.byHand", () -> order(pool, 1));
    }
    never(pool);
    later();
    Thread abandoning = new Thread(() -> Profiler.open("deployed.abandoned"));
    abandoning.start();
    abandoning.join();
    pool.shutdown();
    if (!pool.awaitTermination(1, TimeUnit.MINUTES)) {
      throw new IllegalStateException("the pool did not end");
    }
    return sum;
  }

  @Profile(value = "deployed.order", args = true, tags = "number=#number", timeline = true)
  int order(ExecutorService pool, int number) throws Exception {
    Future<Integer> submitted = pool.submit(() -> price(number));
    CompletableFuture<Integer> staged =
        CompletableFuture.supplyAsync(() -> price(number), pool).thenApply(this::price);
    Future<?> wrapped = pool.submit(Profiler.wrap((Runnable) () -> price(number)));
    wrapped.get();
    try {
      fail();
    } catch (Failure expected) {
      return submitted.get() + staged.get();
    }
    return 0;
  }

  /** Hands over a task that is cancelled before it could begin. */
  @Profile("deployed.never")
  void never(ExecutorService pool) throws InterruptedException {
    CountDownLatch occupied = new CountDownLatch(1);
    pool.execute(() -> await(occupied));
    pool.execute(() -> await(occupied));
    pool.submit(() -> price(1)).cancel(false);
    occupied.countDown();
  }

  private void await(CountDownLatch occupied) {
    try {
      occupied.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Profile("deployed.later")
  CompletableFuture<Integer> later() {
    return new CompletableFuture<>();
  }

  @Profile("deployed.fail")
  void fail() throws Failure {
    throw new Failure();
  }

  static class Failure extends Exception {}
}
