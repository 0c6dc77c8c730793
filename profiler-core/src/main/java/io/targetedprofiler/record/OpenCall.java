package io.targetedprofiler.record;

import io.targetedprofiler.model.Argument;
import io.targetedprofiler.model.Tag;
import java.util.List;
import java.util.concurrent.CompletionStage;
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
  private List<Tag> tags = List.of();
  private int missedEnters;
  private final boolean virtual;

  /** When the call began that was the last one as {@link #isUnused} was asked. */
  private long lastSeenNanos;

  private boolean seen;

  /** Of the report that this is part of, once something was handed over. */
  private @Nullable HandOvers handOvers;

  private @Nullable Places places;

  /** What the task came from that this is; null for the call that is reported. */
  private @Nullable Branch origin;

  private long queuedNanos;

  private boolean releases;

  /** Whether it is a task that goes on wherever a context was carried to. */
  private boolean carried;

  /** Whose thread runs this task meanwhile, as one that waits for others may. */
  private @Nullable ThreadRecorder paused;

  /** Of the begin of this call, or of one not long before: see {@link UsageReading}. */
  private @Nullable UsageReading reading;

  /** Whether it was asked at the begin of this call what its thread had used. */
  private boolean asked;

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

  /** Whether it has begun no call since this was asked before. Between two calls only. */
  boolean isUnused() {
    boolean unused = seen && recorder.startNanos() == lastSeenNanos;
    lastSeenNanos = recorder.startNanos();
    seen = true;
    return unused;
  }

  void begin(Thread caller) {
    abandoned = false;
    asked = false;
    missedEnters = 0;
    arguments = List.of();
    tags = List.of();
    metered = root.meter().started();
    open(caller);
    try {
      start();
    } catch (RuntimeException | Error e) {
      recorder.close(0);
      throw e;
    }
  }

  /** Its recorder records inner methods, again. */
  void holdGate() {
    Gate.hold(root);
  }

  /** Its recorder records no inner methods any more. */
  void leaveGate() {
    Gate.leave(root);
  }

  /** Whether it would record inner methods, if its budget let it. */
  boolean wantsInner() {
    return root.wantsInner();
  }

  private void open(Thread caller) {
    boolean inner = root.recordsInner();
    recorder.open(caller, inner);
    if (inner) {
      Gate.hold(root);
    } else {
      Gate.leave(root);
    }
  }

  /** Starts the time last of all, so that the user's code alone is measured. */
  private void start() {
    long now = recorder.start();
    long thresholdNanos = root.threshold().nanos(now);
    if (reading != null && reading.servesAt(now, thresholdNanos)) {
      return;
    }
    asked = asked || thresholdNanos == 0 || root.asking().isDue(now);
    UsageReading begin = UsageReading.beforeBegin(root.clock().clock(), asked, virtual);
    reading = begin;
    recorder.startedAt(begin.nanos());
    if (asked && thresholdNanos > 0) {
      root.asking().asked(now, begin.nanos() - now);
    }
  }

  /**
   * Begins a task that was handed over.
   *
   * @param outer the recorder of another report that is open on the thread, or null
   * @param byContext whether it came by a context, and nobody knows of its end but who restores
   *     that
   */
  void beginTask(
      Thread caller,
      Branch branch,
      long nanosQueued,
      @Nullable ThreadRecorder outer,
      boolean byContext) {
    missedEnters = 0;
    carried = byContext;
    origin = branch;
    handOvers = branch.handOvers;
    queuedNanos = nanosQueued;
    open(caller);
    if (outer != null) {
      outer.pause();
      paused = outer;
    }
    try {
      recorder.start();
    } catch (RuntimeException | Error e) {
      recorder.close(0);
      resumeOuter();
      forgetHandOvers();
      throw e;
    }
  }

  private void resumeOuter() {
    ThreadRecorder outer = paused;
    if (outer != null) {
      paused = null;
      outer.resume();
    }
  }

  /**
   * Records something that has happened elsewhere, as a task that ends now.
   *
   * @param sinceNanos when it began
   * @param counter counted once; empty for none
   */
  void recordPast(
      Thread caller,
      Branch branch,
      long sinceNanos,
      String counter,
      @Nullable ThreadRecorder outer,
      @Nullable Throwable thrown) {
    beginTask(caller, branch, 0, outer, false);
    recorder.startedAt(sinceNanos);
    if (!counter.isEmpty()) {
      recorder.count(root.site(), counter, 1);
    }
    finishTask(thrown);
  }

  void finishTask(@Nullable Throwable thrown) {
    Branch branch = origin;
    if (branch == null) {
      return;
    }
    Thread caller = Thread.currentThread();
    recorder.close(thrown == null ? 0 : 1);
    resumeOuter();
    nested.clear(thrown);
    boolean awaited = releases;
    TaskRun run =
        new TaskRun(
            branch,
            nameOf(caller),
            queuedNanos,
            recorder.startNanos(),
            recorder.takeTree(),
            recorder.takeOrder(),
            recorder.isLeftAlone());
    forgetHandOvers();
    root.giveBack(this, caller, null);
    branch.handOvers.handIn(run);
    if (awaited) {
      branch.handOvers.release();
    }
  }

  /** The report waits for the end of this task, which has completed the call. */
  void isAwaited() {
    releases = true;
  }

  private String nameOf(Thread thread) {
    String name = thread.getName();
    return name.isEmpty() && virtual ? "virtual" : name;
  }

  private void forgetHandOvers() {
    handOvers = null;
    places = null;
    origin = null;
    carried = false;
    releases = false;
  }

  /** Where the hand-overs of a site go that are made now; null if they cannot be followed. */
  @Nullable Branch branchHere(Object site) {
    HandOvers of = handOvers();
    return of.isOpen() ? places().branch(recorder.place(), site, of, origin, root) : null;
  }

  /** The place where it is now, for whoever takes that to other threads. */
  CarriedCall carried() {
    return new CarriedCall(handOvers(), origin, places().pathOf(recorder.place()), root);
  }

  private HandOvers handOvers() {
    HandOvers known = handOvers;
    if (known == null) {
      known = new HandOvers(root.completed(), root.limits(), recorder.startNanos());
      handOvers = known;
    }
    return known;
  }

  private Places places() {
    Places known = places;
    if (known == null) {
      known = new Places();
      places = known;
    }
    return known;
  }

  boolean isCarried() {
    return carried;
  }

  boolean isPartOf(@Nullable HandOvers report) {
    return handOvers != null && handOvers == report;
  }

  boolean isOf(Branch branch) {
    return origin == branch;
  }

  void enterNested(RootSite site) {
    recorder.enterMarked(site.site());
    nested.push(site);
  }

  /** A marked call begins that could not be entered; its exit will come all the same. */
  void missEnter() {
    missedEnters++;
  }

  /**
   * A marked call ends.
   *
   * @param site its identity
   * @param thrown what it threw, or null
   * @param stage what it returned, if that is when it is really over
   */
  void exit(Object site, @Nullable Throwable thrown, @Nullable CompletionStage<?> stage) {
    if (missedEnters > 0) {
      missedEnters--;
    } else if (nested.pop(site, thrown, stage)) {
      recorder.exitMarked(site, thrown == null ? 0 : 1);
    } else if (site == root.site() && stage != null) { // not by way of end: see StackReserve
      finishLater(stage);
    } else if (site == root.site()) {
      finish(thrown);
    }
  }

  /** The call itself ends, whatever is nested in it, if it is of a root. */
  void end(RootSite site, @Nullable Throwable thrown, @Nullable CompletionStage<?> stage) {
    if (site == root && stage != null) {
      finishLater(stage);
    } else if (site == root) {
      finish(thrown);
    }
  }

  /** Ends the recording, while the call itself lasts until a stage completes. */
  private void finishLater(CompletionStage<?> stage) {
    Thread caller = Thread.currentThread();
    long wallNanos = recorder.close(0);
    UsageReading end;
    try {
      end = UsageReading.atEnd(recorder.startNanos() + wallNanos, virtual);
    } finally {
      nested.clear(null);
      root.meter().left(metered);
    }
    Completion completion = new Completion(root, metered, recorder.startNanos(), tags, stage);
    RecordedCall call = record(caller, wallNanos, 0, null, end, completion);
    metered = null;
    arguments = List.of();
    forgetHandOvers();
    root.giveBack(this, caller, call);
  }

  /** Ends the call, and hands it over or adds it to those that are not reported. */
  void finish(@Nullable Throwable thrown) {
    Thread caller = Thread.currentThread();
    long wallNanos = recorder.close(thrown == null ? 0 : 1);
    long endNanos = recorder.startNanos() + wallNanos;
    long thresholdNanos = root.threshold().nanos(endNanos);
    boolean reported = thrown != null || wallNanos >= thresholdNanos;
    root.threshold().ended(wallNanos, endNanos);
    UsageReading end = null;
    try {
      end = reported ? UsageReading.atEnd(endNanos, virtual) : null;
    } finally { // there may be no memory for it
      nested.clear(thrown);
      root.meter().ended(metered, wallNanos, thrown, tags);
    }
    RecordedCall call =
        end == null ? null : record(caller, wallNanos, thresholdNanos, thrown, end, null);
    if (call == null) {
      recorder.sumUp();
      if (handOvers != null) {
        handOvers.sumUp();
      }
    }
    metered = null;
    arguments = List.of();
    forgetHandOvers();
    root.giveBack(this, caller, call);
  }

  private RecordedCall record(
      Thread caller,
      long wallNanos,
      long thresholdNanos,
      @Nullable Throwable thrown,
      UsageReading end,
      @Nullable Completion completion) {
    UsageReading begin = reading == null ? end : reading;
    reading = end;
    return new RecordedCall(
        root,
        caller.getName(),
        System.currentTimeMillis() - TimeUnit.NANOSECONDS.toMillis(wallNanos),
        thrown == null ? null : thrown.getClass(),
        thresholdNanos,
        begin.until(end, recorder.startNanos(), wallNanos),
        arguments,
        tags,
        recorder.unrecorded(),
        recorder.takeTree(),
        recorder.takeOrder(),
        handOvers,
        completion);
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

  /** Whether the innermost marked call that is open is of a site, as far as is known. */
  boolean isInnermost(RootSite site) {
    return missedEnters == 0 && (nested.isEmpty() ? site == root : nested.isInnermost(site));
  }

  /** Tags the innermost marked call, and starts its time anew. */
  void tag(RootSite site, List<Tag> read) {
    if (nested.isEmpty()) {
      tags = read;
      start();
    } else {
      nested.tag(read);
      recorder.startAgain(site.site());
    }
  }

  void share(RootSite site, List<Argument> shared) {
    if (site == root && nested.isEmpty()) {
      arguments = shared;
    }
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
