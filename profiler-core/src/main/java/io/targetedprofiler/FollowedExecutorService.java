package io.targetedprofiler;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Hands tasks to another executor service, wrapped. All else is the other one's. */
final class FollowedExecutorService implements ExecutorService {

  private interface Submission<R> {
    R submit();
  }

  private final ExecutorService executor;

  FollowedExecutorService(ExecutorService executor) {
    this.executor = executor;
  }

  @Override
  public void execute(Runnable task) {
    Runnable followed = Profiler.wrap(notNull(task));
    unlessRefused(
        followed,
        () -> {
          executor.execute(followed);
          return true;
        });
  }

  @Override
  public <T> Future<T> submit(Callable<T> task) {
    Callable<T> followed = Profiler.wrap(notNull(task));
    return unlessRefused(followed, () -> executor.submit(followed));
  }

  @Override
  public <T> Future<T> submit(Runnable task, T result) {
    Runnable followed = Profiler.wrap(notNull(task));
    return unlessRefused(followed, () -> executor.submit(followed, result));
  }

  @Override
  public Future<?> submit(Runnable task) {
    Runnable followed = Profiler.wrap(notNull(task));
    return unlessRefused(followed, () -> executor.submit(followed));
  }

  @Override
  public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks)
      throws InterruptedException {
    List<Callable<T>> wrapped = wrapped(tasks);
    try {
      return executor.invokeAll(wrapped);
    } finally {
      Tasks.withdraw(wrapped); // what has not begun was refused or cancelled
    }
  }

  @Override
  public <T> List<Future<T>> invokeAll(
      Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
      throws InterruptedException {
    List<Callable<T>> wrapped = wrapped(tasks);
    try {
      return executor.invokeAll(wrapped, timeout, unit);
    } finally {
      Tasks.withdraw(wrapped); // what has not begun was refused or cancelled
    }
  }

  @Override
  public <T> T invokeAny(Collection<? extends Callable<T>> tasks)
      throws InterruptedException, ExecutionException {
    List<Callable<T>> wrapped = wrapped(tasks);
    try {
      return executor.invokeAny(wrapped);
    } finally {
      Tasks.withdraw(wrapped); // what has not begun was refused or cancelled
    }
  }

  @Override
  public <T> T invokeAny(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    List<Callable<T>> wrapped = wrapped(tasks);
    try {
      return executor.invokeAny(wrapped, timeout, unit);
    } finally {
      Tasks.withdraw(wrapped); // what has not begun was refused or cancelled
    }
  }

  @Override
  public void shutdown() {
    executor.shutdown();
  }

  @Override
  public List<Runnable> shutdownNow() {
    return Tasks.originals(executor.shutdownNow());
  }

  @Override
  public boolean isShutdown() {
    return executor.isShutdown();
  }

  @Override
  public boolean isTerminated() {
    return executor.isTerminated();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return executor.awaitTermination(timeout, unit);
  }

  /**
   * From Java 19 on executors have this, and some do something else than the interface would: the
   * common pool, nothing.
   */
  public void close() {
    if (executor instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException("the executor was not closed", e);
      }
    } else {
      shutdown();
    }
  }

  private static <R> R unlessRefused(Object followed, Submission<R> submission) {
    try {
      R result = submission.submit();
      Tasks.promises(followed, result);
      return result;
    } catch (RuntimeException refused) {
      Tasks.withdraw(followed);
      throw refused;
    }
  }

  private static <T> List<Callable<T>> wrapped(Collection<? extends Callable<T>> tasks) {
    List<Callable<T>> wrapped = new ArrayList<>(tasks.size());
    for (Callable<T> task : tasks) {
      wrapped.add(Profiler.wrap(notNull(task)));
    }
    return wrapped;
  }

  private static <T> T notNull(T task) {
    return Objects.requireNonNull(task, "task");
  }
}
