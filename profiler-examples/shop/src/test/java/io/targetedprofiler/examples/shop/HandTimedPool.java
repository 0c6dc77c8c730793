package io.targetedprofiler.examples.shop;

import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A pool that times its tasks by hand, around whatever it was given. */
final class HandTimedPool extends ThreadPoolExecutor {

  /** A task, by the system's clock. */
  record Timed(long submittedNanos, long beginNanos, long endNanos) {
    long queuedNanos() {
      return beginNanos - submittedNanos;
    }

    long runNanos() {
      return endNanos - beginNanos;
    }
  }

  private final Queue<Timed> timed = new ConcurrentLinkedQueue<>();

  HandTimedPool(int threads) {
    super(threads, threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
  }

  @Override
  protected <T> RunnableFuture<T> newTaskFor(Callable<T> task) {
    long submitted = System.nanoTime();
    return super.newTaskFor(
        () -> {
          long begin = System.nanoTime();
          try {
            return task.call();
          } finally {
            timed.add(new Timed(submitted, begin, System.nanoTime()));
          }
        });
  }

  /** In the order of their begin. */
  List<Timed> tasks() {
    return timed.stream().sorted(Comparator.comparingLong(Timed::beginNanos)).toList();
  }
}
