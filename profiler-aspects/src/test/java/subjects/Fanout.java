package subjects;

import io.targetedprofiler.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

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

  /** Cancels all but the last of its tasks while the pool is busy with another one. */
  @Profile("fanout.cancelled")
  public int cancelled(ExecutorService pool, int tasks, CountDownLatch done) throws Exception {
    List<Future<Integer>> futures = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      futures.add(pool.submit(() -> price(1)));
    }
    for (Future<Integer> future : futures.subList(1, tasks)) {
      future.cancel(true);
    }
    done.countDown();
    return futures.get(0).get();
  }

  /** For how long a task was queued, by hand: from before it was handed over to within it. */
  @Profile("fanout.queued")
  public long queued(ExecutorService pool) throws Exception {
    long before = System.nanoTime();
    return pool.submit(() -> System.nanoTime()).get() - before;
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

  @Profile("fanout.invokeAny")
  public int invokeAny(ExecutorService pool) throws Exception {
    return pool.invokeAny(List.<Callable<Integer>>of(() -> fail(), () -> price(1)));
  }

  @Profile("fanout.outOfTime")
  public int outOfTime(ExecutorService pool, CountDownLatch never) throws Exception {
    List<Callable<Integer>> tasks = List.of(() -> wait(never), () -> price(1));
    return pool.invokeAll(tasks, 1, TimeUnit.MILLISECONDS).size();
  }

  private int wait(CountDownLatch never) throws InterruptedException {
    never.await();
    return 0;
  }

  @Profile("fanout.completion")
  public int completion(Executor pool) throws Exception {
    CompletionService<Integer> service = new ExecutorCompletionService<>(pool);
    for (int i = 0; i < 10; i++) {
      service.submit(() -> price(1));
    }
    int sum = 0;
    for (int i = 0; i < 10; i++) {
      sum += service.take().get();
    }
    return sum;
  }

  @Profile("fanout.forkJoin")
  public int forkJoin(ForkJoinPool pool) throws Exception {
    return pool.submit(() -> price(1)).get() + pool.submit(() -> price(2)).get();
  }

  @Profile("fanout.notFollowed")
  public int notFollowed(ForkJoinPool pool) throws Exception {
    int parallel = IntStream.range(0, 100).parallel().map(i -> 1).sum();
    RecursiveTask<Integer> task =
        new RecursiveTask<>() {
          @Override
          protected Integer compute() {
            return price(1);
          }
        };
    return parallel + pool.submit(task).get();
  }

  @Profile("fanout.mono")
  public Mono<Integer> mono() {
    return Mono.fromCallable(() -> price(6)).map(amount -> price(amount + 1));
  }

  @Profile("fanout.flux")
  public Flux<Integer> flux(int count) {
    return Flux.range(0, count).map(this::price);
  }

  @Profile("fanout.empty")
  public Publisher<Integer> empty() {
    return Mono.empty();
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

  /** A task that its owner knows by its class. */
  public static final class Page implements Runnable {
    private final int number;

    public Page(int number) {
      this.number = number;
    }

    public int number() {
      return number;
    }

    @Override
    public void run() {}
  }

  /** What never began, of a pool that is busy with something else. */
  @Profile("fanout.shutdownNow")
  public List<Integer> shutdownNow(ExecutorService busy) {
    busy.execute(new Page(1));
    busy.execute(new Page(2));
    List<Integer> pages = new ArrayList<>();
    for (Runnable task : busy.shutdownNow()) {
      pages.add(((Page) task).number());
    }
    return pages;
  }

  @Profile("fanout.pages")
  public void pages(Executor pool) {
    Runnable twice = () -> {};
    pool.execute(new Page(1));
    pool.execute(twice);
    pool.execute(twice);
  }

  @Profile("fanout.refused")
  public int refused(Executor full) {
    try {
      CompletableFuture.supplyAsync(() -> price(1), full);
      return 0;
    } catch (RejectedExecutionException e) {
      return price(1);
    }
  }

  /** A pool whose threads are made within the call. */
  @Profile("fanout.ownThreads")
  public ExecutorService ownThreads() throws Exception {
    ExecutorService own = Executors.newFixedThreadPool(1, task -> new Thread(task, "own"));
    own.submit(() -> price(1)).get();
    return own;
  }

  @Profile("fanout.job")
  public int job() {
    return price(1);
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

  /** A task that fails; what it fails with. */
  @Profile("fanout.trace")
  public Throwable trace(ExecutorService pool) throws InterruptedException {
    return failureOf(pool);
  }

  public Throwable unprofiledTrace(ExecutorService pool) throws InterruptedException {
    return failureOf(pool);
  }

  private Throwable failureOf(ExecutorService pool) throws InterruptedException {
    try {
      pool.submit(() -> fail()).get();
      return null;
    } catch (ExecutionException e) {
      return e.getCause();
    }
  }

  /** A task that waits, to be looked at meanwhile. */
  @Profile("fanout.waiting")
  public void waiting(
      ExecutorService pool, CountDownLatch begun, CountDownLatch until, Runnable look)
      throws Exception {
    letWait(pool, begun, until, look);
  }

  public void unprofiledWaiting(
      ExecutorService pool, CountDownLatch begun, CountDownLatch until, Runnable look)
      throws Exception {
    letWait(pool, begun, until, look);
  }

  private void letWait(
      ExecutorService pool, CountDownLatch begun, CountDownLatch until, Runnable look)
      throws Exception {
    Future<?> task =
        pool.submit(
            () -> {
              begun.countDown();
              until.await();
              return null;
            });
    begun.await();
    look.run();
    until.countDown();
    task.get();
  }

  /** What a pool's owner sees. */
  @Profile("fanout.seenBy")
  public void seenBy(Executor pool, Runnable task) {
    pool.execute(task);
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
