package io.targetedprofiler.record;

import io.targetedprofiler.model.Argument;
import io.targetedprofiler.record.RecordedCall.ResourceFigures;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outermost marked call that is open on a thread: its recorder, what it has used so far, and
 * the marked calls nested in it. Confined to that thread, but for {@link #abandon}. Used again for
 * the next call of the same root.
 */
final class OpenCall {

  private final RootSite root;
  private final long threadId;
  private final ThreadRecorder recorder;
  private final NestedCalls nested;

  private volatile boolean abandoned;
  private @Nullable Object metered;
  private List<Argument> arguments = List.of();
  private int missedEnters;
  private boolean virtual;
  private long startedMillis;
  private long cpuNanos;
  private long allocatedBytes;
  private long collections;
  private long collectionMillis;

  OpenCall(RootSite root, Thread caller) {
    this.root = root;
    this.threadId = idOf(caller);
    this.recorder = new ThreadRecorder(this, root, caller);
    this.nested = new NestedCalls(root.clock());
  }

  /** With what another thread's call got to know. */
  OpenCall(RootSite root, Thread caller, OpenCall other) {
    this.root = root;
    this.threadId = idOf(caller);
    this.recorder = new ThreadRecorder(this, root, caller, other.recorder);
    this.nested = new NestedCalls(root.clock());
  }

  /**
   * Whether it served this very thread before; a recorder never changes its thread, as {@link
   * RecorderSlots} needs.
   */
  boolean isOf(Thread caller) {
    return threadId == idOf(caller);
  }

  @SuppressWarnings("deprecation") // Thread.threadId() needs JDK 19
  private static long idOf(Thread thread) {
    return thread.getId();
  }

  void begin(Thread caller) {
    abandoned = false;
    missedEnters = 0;
    arguments = List.of();
    virtual = ThreadUsage.isVirtual(caller);
    metered = root.meter().started();
    startedMillis = System.currentTimeMillis();
    collections = GarbageCollections.PROCESS.count();
    collectionMillis = GarbageCollections.PROCESS.millis(collections);
    recorder.open(caller, root.recordsInner());
    try {
      start();
    } catch (RuntimeException | Error e) {
      recorder.close(0);
      throw e;
    }
  }

  /** Last of all, so that the user's code alone is measured. */
  private void start() {
    allocatedBytes = ThreadUsage.allocatedBytes(virtual);
    cpuNanos = ThreadUsage.cpuNanos(virtual);
    recorder.start();
  }

  void enterNested(RootSite site) {
    recorder.enterMarked(site.site());
    nested.push(site);
  }

  /** A marked call begins that could not be entered; its exit will come all the same. */
  void missEnter() {
    missedEnters++;
  }

  /** The exit of one that could not be entered, and is not known either. */
  void missExit() {
    if (missedEnters > 0) {
      missedEnters--;
    }
  }

  void exit(RootSite site, @Nullable Throwable thrown) {
    if (missedEnters > 0) {
      missedEnters--;
    } else if (nested.pop(site, thrown)) {
      recorder.exitMarked(site.site(), thrown == null ? 0 : 1);
    } else if (site == root) {
      finish(thrown);
    }
  }

  /** Ends the call and hands it over. */
  void finish(@Nullable Throwable thrown) {
    Thread caller = Thread.currentThread();
    long wallNanos = recorder.close(thrown == null ? 0 : 1);
    ResourceFigures usage = usage(wallNanos);
    nested.clear(thrown);
    root.meter().ended(metered, wallNanos, thrown);
    RecordedCall call =
        new RecordedCall(
            root,
            caller.getName(),
            startedMillis,
            thrown == null ? null : thrown.getClass(),
            usage,
            arguments,
            recorder.takeTree(),
            recorder.takeOrder());
    metered = null;
    arguments = List.of();
    root.giveBack(this, caller);
    root.completed().accept(call);
  }

  private ResourceFigures usage(long wallNanos) {
    long cpu = ThreadUsage.cpuNanos(virtual);
    long allocated = ThreadUsage.allocatedBytes(virtual);
    long collected = GarbageCollections.PROCESS.count();
    return new ResourceFigures(
        wallNanos,
        Math.min(wallNanos, since(cpuNanos, cpu)), // the two clocks are read one after the other
        since(allocatedBytes, allocated),
        collected - collections,
        GarbageCollections.PROCESS.millis(collected) - collectionMillis);
  }

  private static long since(long before, long now) {
    return before < 0 || now < before ? ThreadUsage.UNKNOWN : now - before;
  }

  boolean hasJustBegun(RootSite site) {
    return site == root && nested.isEmpty() && arguments.isEmpty();
  }

  void attach(List<Argument> captured) {
    arguments = captured;
    start();
  }

  /** Called by another thread. */
  void abandon(RootSite site) {
    if (site == root) {
      abandoned = true;
    }
  }

  boolean isAbandoned() {
    return abandoned;
  }
}
