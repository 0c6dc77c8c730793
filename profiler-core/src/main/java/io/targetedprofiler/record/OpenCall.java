package io.targetedprofiler.record;

import io.targetedprofiler.model.Argument;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
  private final boolean virtual;

  /** Of the begin of this call, or of one not long before: see {@link UsageReading}. */
  private @Nullable UsageReading reading;

  OpenCall(RootSite root, Thread caller) {
    this.root = root;
    this.threadId = idOf(caller);
    this.virtual = ThreadUsage.isVirtual(caller);
    this.recorder = new ThreadRecorder(this, root, caller);
    this.nested = new NestedCalls(root.clock());
  }

  /** With what another thread's call got to know. */
  OpenCall(RootSite root, Thread caller, OpenCall other) {
    this.root = root;
    this.threadId = idOf(caller);
    this.virtual = ThreadUsage.isVirtual(caller);
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
    metered = root.meter().started();
    recorder.open(caller, root.recordsInner());
    try {
      start();
    } catch (RuntimeException | Error e) {
      recorder.close(0);
      throw e;
    }
  }

  /** Starts the time last of all, so that the user's code alone is measured. */
  private void start() {
    long now = recorder.start();
    if (reading == null || !reading.servesAt(now, root.thresholdNanos())) {
      reading = UsageReading.take(now, virtual);
      recorder.start();
    }
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

  /** Ends the call, and hands it over or adds it to those that are not reported. */
  void finish(@Nullable Throwable thrown) {
    Thread caller = Thread.currentThread();
    long wallNanos = recorder.close(thrown == null ? 0 : 1);
    boolean reported = thrown != null || wallNanos >= root.thresholdNanos();
    UsageReading end =
        reported ? UsageReading.take(recorder.startNanos() + wallNanos, virtual) : null;
    nested.clear(thrown);
    root.meter().ended(metered, wallNanos, thrown);
    RecordedCall call = end == null ? null : record(caller, wallNanos, thrown, end);
    if (call == null) {
      recorder.sumUp();
    }
    metered = null;
    arguments = List.of();
    root.giveBack(this, caller, call);
  }

  private RecordedCall record(
      Thread caller, long wallNanos, @Nullable Throwable thrown, UsageReading end) {
    UsageReading begin = reading == null ? end : reading;
    reading = end;
    return new RecordedCall(
        root,
        caller.getName(),
        System.currentTimeMillis() - TimeUnit.NANOSECONDS.toMillis(wallNanos),
        thrown == null ? null : thrown.getClass(),
        begin.until(end, recorder.startNanos(), wallNanos),
        arguments,
        recorder.takeTree(),
        recorder.takeOrder());
  }

  /**
   * The calls that were not reported, if there are any; they are then forgotten. Between two calls
   * only, by whoever holds this.
   */
  @Nullable UnreportedCalls takeUnreported() {
    TreeSnapshot sums = recorder.takeSums();
    return sums == null ? null : new UnreportedCalls(root, sums);
  }

  ThreadRecorder recorder() {
    return recorder;
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
