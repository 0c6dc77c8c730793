package io.targetedprofiler;

import io.targetedprofiler.record.CarriedCall;
import io.targetedprofiler.record.HandOver;
import io.targetedprofiler.record.NamedSite;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a weaver calls where a task is handed to another thread; not meant for people, who have
 * {@link Profiler#wrap(Runnable)}. Everything gives back the very task that it was given if no
 * profiled call is open on the thread, and where a wrapper could be noticed. Never throws.
 */
public final class Tasks {

  /**
   * One site for each class of tasks; of a lambda, one for each place where one stands. Weak: the
   * class may be Java's own, and is not to keep ours.
   */
  private static final ClassValue<WeakReference<NamedSite>> SITES =
      new ClassValue<>() {
        @Override
        protected WeakReference<NamedSite> computeValue(Class<?> type) {
          return new WeakReference<>(new NamedSite(nameOf(type)));
        }
      };

  private Tasks() {}

  /** The identity of tasks of a class, where nobody knows by whom they are handed over. */
  static Object siteOf(Object task) {
    Class<?> type = task.getClass();
    NamedSite site = SITES.get(type).get();
    while (site == null) {
      SITES.remove(type);
      site = SITES.get(type).get();
    }
    return site;
  }

  private static String nameOf(Class<?> type) {
    String name = type.getName();
    int hidden = name.indexOf('/');
    String binary = hidden < 0 ? name : name.substring(0, hidden);
    String simple = binary.substring(binary.lastIndexOf('.') + 1);
    int lambda = simple.indexOf("$$Lambda");
    return "task "
        + (lambda < 0 ? simple.replace('$', '.') : simple.substring(0, lambda) + " lambda");
  }

  static Runnable runnable(Object site, Runnable task) {
    HandOver handOver = handOver(site, task);
    return handOver == null ? task : new Followed.OfRunnable(task, handOver);
  }

  static <T> Callable<T> callable(Object site, Callable<T> task) {
    HandOver handOver = handOver(site, task);
    return handOver == null ? task : new Followed.OfCallable<>(task, handOver);
  }

  /**
   * A task of whatever kind, to be handed over.
   *
   * @param site how, and where
   * @param task any object
   * @return the same, unless it implements just one functional interface that is known
   */
  public static @Nullable Object follow(Object site, @Nullable Object task) {
    if (task == null || !isPlain(task)) {
      return task;
    }
    HandOver handOver = handOver(site, task);
    return handOver == null ? task : followed(task, handOver);
  }

  /**
   * A task for {@code Executor.execute}, which hands it to its queue as it is: not wrapped where
   * the queue or a subclass may look at it.
   *
   * @param executor gets the task
   */
  public static @Nullable Object followExecuted(
      Object site, @Nullable Object executor, @Nullable Object task) {
    return task != null && isBlind(executor, task) ? follow(site, task) : task;
  }

  /**
   * What a pool gives back that will not run it: the program's own tasks.
   *
   * @param waiting some of it may be what {@link #follow} returned; a stand-in for a pool may give
   *     null
   * @return the same list if there are none
   */
  public static List<Runnable> originals(List<Runnable> waiting) {
    if (waiting == null || waiting.stream().noneMatch(task -> task instanceof Followed<?>)) {
      return waiting;
    }
    withdraw(waiting);
    List<Runnable> originals = new ArrayList<>(waiting);
    originals.replaceAll(task -> task instanceof Followed.OfRunnable ours ? ours.task() : task);
    return originals;
  }

  /** Each task of a collection, in the same order; the same collection if none is wrapped. */
  public static @Nullable Object followAll(Object site, @Nullable Object tasks) {
    if (!(tasks instanceof Collection<?> all)) {
      return tasks;
    }
    List<@Nullable Object> followed = new ArrayList<>(all.size());
    boolean some = false;
    for (Object task : all) {
      Object wrapped = follow(site, task);
      some |= wrapped != task;
      followed.add(wrapped);
    }
    return some ? followed : tasks;
  }

  /**
   * A task was refused, or tasks will not begin any more that have not yet.
   *
   * @param followed what {@link #follow} or {@link #followAll} returned
   */
  public static void withdraw(@Nullable Object followed) {
    try {
      if (followed instanceof Followed<?> task) {
        task.handOver().withdraw();
      } else if (followed instanceof Collection<?> all) {
        all.forEach(task -> withdraw(task instanceof Followed<?> ? task : null));
      }
    } catch (RuntimeException | Error e) {
      Failures.say("a task that will not run is still waited for", e);
    }
  }

  /**
   * A task belongs to a stage: if that is over without it, it will not run.
   *
   * @param followed what {@link #follow} returned
   * @param result what the call returned that the task was given to
   */
  public static void belongsTo(@Nullable Object followed, @Nullable Object result) {
    if (followed instanceof Followed<?> task && result instanceof CompletionStage<?> stage) {
      try {
        HandOver handOver = task.handOver();
        stage.whenComplete((value, failure) -> handOver.withdraw());
      } catch (RuntimeException e) {
        // It is a stage that cannot be watched; the task stays unfinished if it is skipped.
      }
    }
  }

  /**
   * A future was made of a task: it knows whether that was cancelled before it began.
   *
   * @param followed what {@link #follow} returned
   * @param result what the call returned that the task was given to
   */
  public static void promises(@Nullable Object followed, @Nullable Object result) {
    if (followed instanceof Followed<?> task && result instanceof Future<?> future) {
      try {
        task.handOver().promises(future);
      } catch (RuntimeException | Error e) {
        Failures.say("a task may be waited for after it was cancelled", e);
      }
    }
  }

  /** Removes a task from a pool that does not know it because a wrapper stands in its queue. */
  public static boolean remove(ThreadPoolExecutor pool, @Nullable Object task) {
    for (Runnable waiting : pool.getQueue()) {
      if (waiting instanceof Followed<?> followed
          && followed.task().equals(task)
          && pool.remove(waiting)) {
        followed.handOver().withdraw();
        return true;
      }
    }
    return false;
  }

  /** Where this thread is in a profiled call, for a context to carry; null if it is in none. */
  public static @Nullable CarriedCall carried() {
    try {
      return CarriedCall.here();
    } catch (RuntimeException | Error e) {
      Failures.say("a profiled call could not be carried on", e);
      return null;
    }
  }

  /** Work goes on here, until {@link #restore}, from where a context was taken. */
  public static void resume(CarriedCall carried) {
    try {
      carried.resume();
    } catch (RuntimeException | Error e) {
      Failures.say("a carried call could not be taken up", e);
    }
  }

  /**
   * What {@link #resume} began on this thread ends.
   *
   * @param before what {@link #carried} was then
   */
  public static void restore(@Nullable CarriedCall before) {
    try {
      CarriedCall.giveBack(before);
    } catch (RuntimeException | Error e) {
      Failures.say("the end of what a context carried could not be recorded", e);
    }
  }

  private static @Nullable HandOver handOver(Object site, @Nullable Object task) {
    try {
      return task == null || task instanceof Followed<?> ? null : HandOver.at(site);
    } catch (RuntimeException | Error e) {
      Failures.say("a task could not be followed", e);
      return null;
    }
  }

  /**
   * Whether nobody can tell the task from a wrapper, as far as types go. Java's own are none of a
   * program's: a pool's worker, for which a thread is made, lives as long as that.
   */
  private static boolean isPlain(Object task) {
    if (isJavas(task)
        || task instanceof Future<?>
        || task instanceof Comparable<?>
        || task instanceof Thread) {
      return false;
    }
    int known = task instanceof Runnable ? 1 : 0;
    known += task instanceof Callable<?> ? 1 : 0;
    known += task instanceof Supplier<?> ? 1 : 0;
    known += task instanceof Function<?, ?> ? 1 : 0;
    known += task instanceof BiFunction<?, ?, ?> ? 1 : 0;
    known += task instanceof Consumer<?> ? 1 : 0;
    known += task instanceof BiConsumer<?, ?> ? 1 : 0;
    return known == 1 && !(task instanceof Comparator<?>);
  }

  private static boolean isJavas(Object object) {
    return object.getClass().getClassLoader() == null;
  }

  private static boolean isSprings(Object executor) {
    return executor.getClass().getName().startsWith("org.springframework.");
  }

  private static Object followed(Object task, HandOver handOver) {
    if (task instanceof Runnable runnable) {
      return new Followed.OfRunnable(runnable, handOver);
    }
    if (task instanceof Callable<?> callable) {
      return new Followed.OfCallable<>(callable, handOver);
    }
    if (task instanceof Supplier<?> supplier) {
      return new Followed.OfSupplier<>(supplier, handOver);
    }
    if (task instanceof Function<?, ?> function) {
      return new Followed.OfFunction<>(function, handOver);
    }
    if (task instanceof BiFunction<?, ?, ?> function) {
      return new Followed.OfBiFunction<>(function, handOver);
    }
    if (task instanceof Consumer<?> consumer) {
      return new Followed.OfConsumer<>(consumer, handOver);
    }
    return new Followed.OfBiConsumer<>((BiConsumer<?, ?>) task, handOver);
  }

  /**
   * Whether an executor only ever runs what it is given, or could not make more of it: as of a
   * lambda or of an anonymous class, which nobody can cast to.
   */
  private static boolean isBlind(@Nullable Object executor, Object task) {
    boolean nameless = task.getClass().isHidden() || task.getClass().isAnonymousClass();
    if (!(executor instanceof ThreadPoolExecutor pool)) {
      return nameless || executor == null || isJavas(executor) || isSprings(executor);
    }
    if (!nameless && !isJavas(pool.getRejectedExecutionHandler())) {
      return false;
    }
    BlockingQueue<Runnable> queue = pool.getQueue();
    boolean queues =
        queue instanceof LinkedBlockingQueue<?>
            || queue instanceof ArrayBlockingQueue<?>
            || queue instanceof SynchronousQueue<?>;
    return pool.getClass() == ScheduledThreadPoolExecutor.class
        || (pool.getClass() == ThreadPoolExecutor.class && queues);
  }
}
