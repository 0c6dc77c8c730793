package subjects;

import io.targetedprofiler.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Hands work to other threads in every way. */
public class Fanout {

  private final AtomicReference<String> seen = new AtomicReference<>("");

  @Profile("fanout.submit")
  public int submit(ExecutorService pool, int tasks) throws Exception {
    List<Future<Integer>> futures = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      futures.add(pool.submit(() -> price(1)));
    }
    int sum = 0;
    for (Future<Integer> future : futures) {
      sum += future.get();
    }
    return sum;
  }

  @Profile("fanout.execute")
  public void execute(Executor pool) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    pool.execute(
        () -> {
          price(1);
          done.countDown();
        });
    done.await();
  }

  @Profile("fanout.invokeAll")
  public int invokeAll(ExecutorService pool) throws Exception {
    int sum = 0;
    List<Callable<Integer>> tasks = List.of(() -> price(1), () -> price(2));
    for (Future<Integer> future : pool.invokeAll(tasks)) {
      sum += future.get();
    }
    return sum;
  }

  @Profile("fanout.schedule")
  public int schedule(ScheduledExecutorService pool) throws Exception {
    return pool.schedule(() -> price(3), 1, TimeUnit.MILLISECONDS).get();
  }

  @Profile("fanout.nested")
  public int nested(ExecutorService outer, ExecutorService inner) throws Exception {
    return outer.submit(() -> price(1) + inner.submit(() -> price(2)).get()).get();
  }

  @Profile("fanout.thread")
  public void thread() throws InterruptedException {
    Thread thread = new Thread(() -> price(4), "fanout");
    thread.start();
    thread.join();
  }

  @Profile("fanout.stages")
  public String stages(Executor pool) {
    CompletableFuture<Integer> left = CompletableFuture.supplyAsync(() -> price(1), pool);
    CompletableFuture<Integer> right = CompletableFuture.supplyAsync(() -> price(2), pool);
    return left.thenCombineAsync(right, (a, b) -> price(a + b), pool)
        .thenApplyAsync(sum -> "sum " + price(sum), pool)
        .join();
  }

  @Profile("fanout.failing")
  public String failing(Executor pool) {
    CompletableFuture<String> failed =
        CompletableFuture.supplyAsync(() -> fail(), pool)
            .thenApplyAsync(sum -> "never " + sum, pool)
            .exceptionally(thrown -> "handled");
    return failed.join();
  }

  @Profile("fanout.later")
  public CompletableFuture<Integer> later(Executor pool, CountDownLatch until) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            until.await();
          } catch (InterruptedException e) {
            throw new CompletionException(e);
          }
          return price(5);
        },
        pool);
  }

  @Profile("fanout.remove")
  public boolean remove(ThreadPoolExecutor pool) {
    Runnable task = () -> price(1);
    pool.execute(task);
    return pool.remove(task);
  }

  @Profile("fanout.stack")
  public String stack(ExecutorService pool) throws ExecutionException, InterruptedException {
    pool.submit(
            () ->
                seen.set(
                    StackWalker.getInstance()
                        .walk(f -> f.map(Object::toString).toList().toString())))
        .get();
    return seen.get();
  }

  @Profile("fanout.throwing")
  public Throwable throwing(ExecutorService pool) throws InterruptedException {
    try {
      pool.submit(() -> fail()).get();
      return null;
    } catch (ExecutionException e) {
      return e.getCause();
    }
  }

  private int price(int amount) {
    return amount;
  }

  private int fail() {
    throw new IllegalStateException("no price");
  }

  public int unprofiled(ExecutorService pool) throws Exception {
    return pool.submit(() -> price(1)).get();
  }
}
