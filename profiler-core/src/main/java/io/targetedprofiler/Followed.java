package io.targetedprofiler;

import io.targetedprofiler.record.HandOver;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A task on its way to another thread. Runs what it wraps, once each time it is run, and never adds
 * to what that throws. Reads as what it wraps where somebody prints it.
 *
 * @param <F> the task's functional interface
 */
abstract sealed class Followed<F> {

  final F task;
  private final HandOver handOver;

  private Followed(F task, HandOver handOver) {
    this.task = task;
    this.handOver = handOver;
  }

  final F task() {
    return task;
  }

  final HandOver handOver() {
    return handOver;
  }

  final boolean begin() {
    try {
      return handOver.begin();
    } catch (RuntimeException | Error e) {
      Failures.say("a task could not be profiled", e);
      return false;
    }
  }

  final void end(boolean recorded, @Nullable Throwable thrown) {
    if (recorded) {
      try {
        handOver.end(thrown);
      } catch (RuntimeException | Error e) {
        Failures.say("the end of a task could not be recorded", e);
      }
    }
  }

  /** Two for the same task are as equal as that would be to itself: an executor may look for it. */
  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof Followed<?> followed && task.equals(followed.task);
  }

  @Override
  public final int hashCode() {
    return task.hashCode();
  }

  @Override
  public final String toString() {
    return String.valueOf(task);
  }

  static final class OfRunnable extends Followed<Runnable> implements Runnable {
    OfRunnable(Runnable task, HandOver handOver) {
      super(task, handOver);
    }

    @Override
    public void run() {
      boolean recorded = begin();
      Throwable failure = null;
      try {
        task.run();
      } catch (Throwable thrown) {
        failure = thrown;
        throw thrown;
      } finally {
        end(recorded, failure);
      }
    }
  }

  static final class OfCallable<T> extends Followed<Callable<T>> implements Callable<T> {
    OfCallable(Callable<T> task, HandOver handOver) {
      super(task, handOver);
    }

    @Override
    public T call() throws Exception {
      boolean recorded = begin();
      Throwable failure = null;
      try {
        return task.call();
      } catch (Throwable thrown) {
        failure = thrown;
        throw thrown;
      } finally {
        end(recorded, failure);
      }
    }
  }

  static final class OfSupplier<T> extends Followed<Supplier<T>> implements Supplier<T> {
    OfSupplier(Supplier<T> task, HandOver handOver) {
      super(task, handOver);
    }

    @Override
    public T get() {
      boolean recorded = begin();
      Throwable failure = null;
      try {
        return task.get();
      } catch (Throwable thrown) {
        failure = thrown;
        throw thrown;
      } finally {
        end(recorded, failure);
      }
    }
  }

  static final class OfFunction<T, R> extends Followed<Function<T, R>> implements Function<T, R> {
    OfFunction(Function<T, R> task, HandOver handOver) {
      super(task, handOver);
    }

    @Override
    public R apply(T value) {
      boolean recorded = begin();
      Throwable failure = null;
      try {
        return task.apply(value);
      } catch (Throwable thrown) {
        failure = thrown;
        throw thrown;
      } finally {
        end(recorded, failure);
      }
    }
  }

  static final class OfBiFunction<T, U, R> extends Followed<BiFunction<T, U, R>>
      implements BiFunction<T, U, R> {
    OfBiFunction(BiFunction<T, U, R> task, HandOver handOver) {
      super(task, handOver);
    }

    @Override
    public R apply(T first, U second) {
      boolean recorded = begin();
      Throwable failure = null;
      try {
        return task.apply(first, second);
      } catch (Throwable thrown) {
        failure = thrown;
        throw thrown;
      } finally {
        end(recorded, failure);
      }
    }
  }

  static final class OfConsumer<T> extends Followed<Consumer<T>> implements Consumer<T> {
    OfConsumer(Consumer<T> task, HandOver handOver) {
      super(task, handOver);
    }

    @Override
    public void accept(T value) {
      boolean recorded = begin();
      Throwable failure = null;
      try {
        task.accept(value);
      } catch (Throwable thrown) {
        failure = thrown;
        throw thrown;
      } finally {
        end(recorded, failure);
      }
    }
  }

  static final class OfBiConsumer<T, U> extends Followed<BiConsumer<T, U>>
      implements BiConsumer<T, U> {
    OfBiConsumer(BiConsumer<T, U> task, HandOver handOver) {
      super(task, handOver);
    }

    @Override
    public void accept(T first, U second) {
      boolean recorded = begin();
      Throwable failure = null;
      try {
        task.accept(first, second);
      } catch (Throwable thrown) {
        failure = thrown;
        throw thrown;
      } finally {
        end(recorded, failure);
      }
    }
  }
}
