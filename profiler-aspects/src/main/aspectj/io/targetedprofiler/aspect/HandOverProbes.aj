package io.targetedprofiler.aspect;

import io.targetedprofiler.Tasks;
import io.targetedprofiler.record.HandOver;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * Where woven code hands a task to another thread: within a profiled call the task is wrapped on its way, so that what it
 * does joins the call's report. The pointcut looks the thread's recorder up; a thread that is not being profiled goes on.
 * The around advice adds no frame to the task's stack, only its wrapper does.
 *
 * <p>Types that this Java may not have are named by patterns.
 */
aspect HandOverProbes {

  static {
    StaticParts.register();
  }

  pointcut ours(): within(io.targetedprofiler.aspect..*) || within(@io.targetedprofiler.NoProfile *);

  pointcut open(): if(HandOver.isWanted()) && !ours();

  /** An executor hands the task on as it is; a service wraps it into a future, where nobody sees it. */
  pointcut executes(): call(void java.util.concurrent.Executor+.execute(Runnable));

  pointcut submits():
      call(* java.util.concurrent.ExecutorService+.submit(..))
      || call(* java.util.concurrent.CompletionService+.submit(..))
      || call(* java.util.concurrent.ScheduledExecutorService+.schedule*(..))
      || call(* java.util.concurrent.Structured*.fork(..));

  pointcut invokes():
      call(* java.util.concurrent.ExecutorService+.invokeAll(java.util.Collection, ..))
      || call(* java.util.concurrent.ExecutorService+.invokeAny(java.util.Collection, ..));

  pointcut startsThread():
      call(Thread.new(Runnable, ..))
      || call(* java.lang.Thread.startVirtualThread(Runnable))
      || call(* java.lang..*.start(Runnable)) // builders: ajc finds them by no narrower pattern
      || call(* java.lang..*.unstarted(Runnable));

  /** The methods that take a function, and no value that might be one. */
  pointcut staged():
      call(* java.util.concurrent.CompletionStage+.then*(..))
      || call(* java.util.concurrent.CompletionStage+.handle*(..))
      || call(* java.util.concurrent.CompletionStage+.whenComplete*(..))
      || call(* java.util.concurrent.CompletionStage+.exceptionally*(..))
      || call(* java.util.concurrent.CompletionStage+.runAfter*(..))
      || call(* java.util.concurrent.CompletionStage+.applyToEither*(..))
      || call(* java.util.concurrent.CompletionStage+.acceptEither*(..))
      || call(* java.util.concurrent.CompletableFuture+.supplyAsync(..))
      || call(* java.util.concurrent.CompletableFuture+.runAsync(..))
      || call(* java.util.concurrent.CompletableFuture+.completeAsync(..));

  Object around(Object executor, Object task): executes() && target(executor) && args(task) && open() {
    Object followed = Tasks.followExecuted(thisJoinPointStaticPart, executor, task);
    try {
      return proceed(executor, followed);
    } catch (RuntimeException refused) {
      Tasks.withdraw(followed);
      throw refused;
    }
  }

  Object around(Object task): submits() && args(task, ..) && open() {
    Object followed = Tasks.follow(thisJoinPointStaticPart, task);
    try {
      Object future = proceed(followed);
      Tasks.promises(followed, future);
      return future;
    } catch (RuntimeException refused) {
      Tasks.withdraw(followed);
      throw refused;
    }
  }

  Object around(Object tasks): invokes() && args(tasks, ..) && open() {
    Object followed = Tasks.followAll(thisJoinPointStaticPart, tasks);
    try {
      return proceed(followed);
    } finally {
      Tasks.withdraw(followed); // what has not begun was refused or cancelled
    }
  }

  Object around(Object task): startsThread() && args(task, ..) && open() {
    return proceed(Tasks.follow(thisJoinPointStaticPart, task));
  }

  Object around(ThreadGroup group, Object task):
      call(Thread.new(ThreadGroup, Runnable, ..)) && args(group, task, ..) && open() {
    return proceed(group, Tasks.follow(thisJoinPointStaticPart, task));
  }

  /** The function comes first, or after another stage. */
  Object around(Object task): staged() && args(task, ..) && open() {
    Object followed = Tasks.follow(thisJoinPointStaticPart, task);
    try {
      Object stage = proceed(followed);
      Tasks.belongsTo(followed, stage);
      return stage;
    } catch (RuntimeException refused) {
      Tasks.withdraw(followed);
      throw refused;
    }
  }

  Object around(Object other, Object task):
      staged()
      && call(* java.util.concurrent.CompletionStage+.*(java.util.concurrent.CompletionStage, *, ..))
      && args(other, task, ..)
      && open() {
    Object followed = Tasks.follow(thisJoinPointStaticPart, task);
    try {
      Object stage = proceed(other, followed);
      Tasks.belongsTo(followed, stage);
      return stage;
    } catch (RuntimeException refused) {
      Tasks.withdraw(followed);
      throw refused;
    }
  }

  /** So may wrappers be among what a pool gives back. */
  java.util.List around(): call(java.util.List java.util.concurrent.ExecutorService+.shutdownNow()) && !ours() {
    return Tasks.originals(proceed());
  }

  /** A wrapper may stand in the pool's queue, even when the call is over. */
  boolean around(ThreadPoolExecutor pool, Runnable task):
      call(boolean ThreadPoolExecutor.remove(Runnable)) && target(pool) && args(task) && !ours() {
    return proceed(pool, task) || Tasks.remove(pool, task);
  }
}
