package io.targetedprofiler.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A place in a profiled call, as a library that carries context takes it to other threads. Nobody
 * can say whether, where and how often work goes on from there; so, unlike a {@link HandOver}, it
 * counts from when that begins. Holds no tree. Safe for use by many threads at once.
 */
public final class CarriedCall {

  /** Under which contexts carry it. */
  public static final String KEY = "io.targetedprofiler.call";

  private static final Object SITE = new NamedSite("propagated context");

  private static final VarHandle BEGUN = begun();

  private final HandOvers handOvers;
  private final @Nullable Branch origin;
  private final Object[] path;
  private final RootSite root;
  private final long carriedNanos;

  /** Whether the report was not out; what late tasks do elsewhere is not followed. */
  private final boolean followed;

  @SuppressWarnings("unused") // by its handle
  private volatile boolean begun;

  CarriedCall(HandOvers handOvers, @Nullable Branch origin, Object[] path, RootSite root) {
    this.handOvers = handOvers;
    this.origin = origin;
    this.path = path;
    this.root = root;
    this.carriedNanos = root.clock().nanoTime();
    this.followed = handOvers.isOpen();
  }

  /** Where the current thread is; null if it is not being profiled. */
  public static @Nullable CarriedCall here() {
    ThreadRecorder recorder = RecorderSlots.of(Thread.currentThread());
    return recorder == null ? null : recorder.call().carried();
  }

  /**
   * Work goes on here, on the current thread, until {@link #giveBack} is told of what was {@link
   * #here} before. Does nothing on a thread that is at work for the same report already, and once
   * the report is out, unless this is the first time.
   */
  public void resume() {
    Thread caller = Thread.currentThread();
    ThreadRecorder outer = RecorderSlots.of(caller);
    if (!followed || caller instanceof ProfilerThread) {
      return;
    }
    if (outer != null && outer.call().isPartOf(handOvers)) {
      return;
    }
    StackReserve.ensure();
    boolean first = BEGUN.compareAndSet(this, false, true);
    Branch branch = handOvers.resumed(origin, path, SITE, root, first);
    if (branch == null) {
      return;
    }
    try {
      long queued = first ? Math.max(0, branch.nanoTime() - carriedNanos) : 0;
      branch.root().take(caller).beginTask(caller, branch, queued, outer, true);
    } catch (RuntimeException | Error e) {
      branch.withdrawn();
      throw e;
    }
  }

  /**
   * The current thread goes on as it was before: what {@link #resume} began on it since then ends.
   *
   * @param before what {@link #here} was
   */
  public static void giveBack(@Nullable CarriedCall before) {
    // No two calls of one report are open on a thread, one within the other: so the report tells.
    HandOvers of = before == null ? null : before.handOvers;
    ThreadRecorder recorder = RecorderSlots.of(Thread.currentThread());
    while (recorder != null && recorder.call().isCarried() && !recorder.call().isPartOf(of)) {
      recorder.call().finishTask(null);
      recorder = RecorderSlots.of(Thread.currentThread());
    }
  }

  private static VarHandle begun() {
    try {
      return MethodHandles.lookup().findVarHandle(CarriedCall.class, "begun", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
