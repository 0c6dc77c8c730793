package io.targetedprofiler.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A task that was handed over within a profiled call, from then until it ends: what it does joins
 * the call's report, whichever thread runs it. Refers to the report's bookkeeping, which holds no
 * tree once the report is out; nothing refers to it but the task. Safe for use by any thread, by
 * one at a time; a task that is run again while the call is still open counts as handed over again.
 */
public final class HandOver {

  private static final VarHandle BEGUN = begun();

  private final Branch branch;
  private final long handedOverNanos;

  /**
   * What knows of its being cancelled, until it begins: it will hold the task's result, which is
   * not to stay for us.
   */
  private volatile @Nullable Future<?> future;

  @SuppressWarnings("unused") // by its handle
  private volatile boolean begun;

  private HandOver(Branch branch, long handedOverNanos) {
    this.branch = branch;
    this.handedOverNanos = handedOverNanos;
  }

  /** Whether the current thread is being profiled; if it is not, there is nothing to follow. */
  public static boolean isWanted() {
    return RecorderSlots.of(Thread.currentThread()) != null;
  }

  /**
   * The current thread hands a task over.
   *
   * @param site how, and where: the identity of that kind of task
   * @return null if the thread is not being profiled or the task cannot be followed: then there is
   *     nothing to do
   */
  public static @Nullable HandOver at(Object site) {
    ThreadRecorder recorder = RecorderSlots.of(Thread.currentThread());
    Branch branch = recorder == null ? null : recorder.call().branchHere(site);
    if (branch == null) {
      return null;
    }
    branch.handedOver();
    return new HandOver(branch, branch.nanoTime());
  }

  /**
   * The task begins on the current thread.
   *
   * @return whether {@link #end} has to be told of its end, on the same thread
   */
  public boolean begin() {
    Thread caller = Thread.currentThread();
    if (caller instanceof ProfilerThread) {
      withdraw();
      return false;
    }
    StackReserve.ensure();
    boolean first = BEGUN.compareAndSet(this, false, true);
    future = null;
    if (!first && !branch.handedOverAgain()) {
      return false;
    }
    ThreadRecorder outer = RecorderSlots.of(caller);
    if (outer != null && outer.call().isPartOf(branch.handOvers)) {
      if (outer.call().isCarried()) {
        branch.withdrawn(); // it is recorded where a context brought the call
      } else {
        branch.ranInline();
      }
      return false;
    }
    try {
      long queued = first ? Math.max(0, branch.nanoTime() - handedOverNanos) : 0;
      branch.root().take(caller).beginTask(caller, branch, queued, outer, false);
      return true;
    } catch (RuntimeException | Error e) {
      branch.withdrawn();
      throw e;
    }
  }

  /**
   * The task that {@link #begin} began ends on the current thread.
   *
   * @param thrown what it threw, or null
   */
  public void end(@Nullable Throwable thrown) {
    ThreadRecorder recorder = RecorderSlots.of(Thread.currentThread());
    if (recorder != null && recorder.call().isOf(branch)) {
      recorder.call().finishTask(thrown);
    }
  }

  /**
   * What was handed over ran on no thread of the program's, such as a request that was sent, and is
   * over: its time is that since then. Told by any thread; once, and not after {@link #begin}.
   *
   * @param counter what is counted once for it; empty for nothing
   * @param thrown how it failed, or null
   */
  public void happened(String counter, @Nullable Throwable thrown) {
    Thread caller = Thread.currentThread();
    if (!BEGUN.compareAndSet(this, false, true)) {
      return;
    }
    if (caller instanceof ProfilerThread) {
      branch.withdrawn();
      return;
    }
    StackReserve.ensure();
    ThreadRecorder outer = RecorderSlots.of(caller);
    branch.root().take(caller).recordPast(caller, branch, handedOverNanos, counter, outer, thrown);
  }

  /** The task was not accepted, or will certainly not run; does nothing once it has begun. */
  public void withdraw() {
    if (BEGUN.compareAndSet(this, false, true)) {
      branch.withdrawn();
    }
  }

  /**
   * A future was made of the task, which says so if it is cancelled before it begins. Told by who
   * handed it over, once. Only futures of Java's own are asked, which the boot loader loads: what
   * another's does, be it a subclass, nobody knows.
   */
  public void promises(Future<?> made) {
    if (!begun && made.getClass().getClassLoader() == null) {
      future = made;
      if (begun) { // meanwhile
        future = null;
      } else {
        branch.handOvers.promised(this);
      }
    }
  }

  /** Whether the task has begun, or will certainly not. */
  boolean hasBegun() {
    return begun;
  }

  boolean isFutureCancelled() {
    Future<?> made = future;
    return made != null && made.isCancelled();
  }

  /** The task was cancelled, and will not run; does nothing once it has begun. */
  void cancel() {
    if (BEGUN.compareAndSet(this, false, true)) {
      branch.cancelled();
    }
  }

  private static VarHandle begun() {
    try {
      return MethodHandles.lookup().findVarHandle(HandOver.class, "begun", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
