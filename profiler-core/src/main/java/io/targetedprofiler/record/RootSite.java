package io.targetedprofiler.record;

import io.targetedprofiler.model.Argument;
import io.targetedprofiler.model.Tag;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A site at which profiling begins: a marked method, or a block that was opened by hand. Says how
 * its calls are recorded and keeps the recorders that wait for the next one, so that in the steady
 * state a root allocates nothing but its report. Safe for use by many threads; {@link #enter} and
 * {@link #exit} concern the current one only.
 */
public final class RootSite implements Collectable {

  private static final int KEPT_RECORDERS = 64;

  /** Of one kind of task; there may be many kinds. */
  private static final int KEPT_TASK_RECORDERS = 16;

  private static final int MAX_KINDS = 1_000;

  private static final long COLLECT_AFTER_NANOS = 1_000_000_000;

  /** What was not used for so long, up to twice as long, is dropped. */
  private static final long DROP_AFTER_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final String profile;
  private final Object site;
  private final Settings settings;
  private final CallMeter meter;
  private final CompletedCalls completed;
  private final CalibratedClock clock;
  private final IdleCalls idle;
  private final AskingPace asking = new AskingPace();
  private final ConcurrentMap<Object, RootSite> tasks = new ConcurrentHashMap<>();

  /** Kept by the {@link Gate}. */
  boolean holdsGate;

  /** Held while the sum of tasks is written. */
  private final Object sumsOfTasks = new Object();

  /** Of tasks whose calls were not reported. */
  private @Nullable TreeFold sum; // guarded by sumsOfTasks

  /** Whether somebody was told to collect. Written when that changes only: many threads read it. */
  private volatile boolean awaited;

  /** Drops what it keeps of methods that may be gone; null if another root sees to that. */
  private final @Nullable Collectable dropping;

  /** Whether somebody was told to drop. Written like the other one. */
  private volatile boolean dropAwaited;

  /**
   * How the calls of a root are recorded.
   *
   * @param recordsInner whether inner probes are recorded, or marked methods only
   * @param threshold shortest call to be reported, unless it failed
   * @param policy which calls are timed
   * @param limits what bounds the tree
   * @param graceNanos for how long a finished call waits for what it handed over to other threads
   */
  public record Settings(
      boolean recordsInner,
      Threshold threshold,
      TimingPolicy policy,
      RecordingLimits limits,
      long graceNanos) {

    /** The full tree of every call. */
    public static final Settings DEFAULT =
        new Settings(true, 0, TimingPolicy.FULL, RecordingLimits.DEFAULT);

    /** Without waiting for what was handed over. */
    public Settings(
        boolean recordsInner, long thresholdNanos, TimingPolicy policy, RecordingLimits limits) {
      this(recordsInner, Threshold.of(thresholdNanos), policy, limits, 0);
    }
  }

  /**
   * A root.
   *
   * @param profile the target's name
   * @param site its identity in the tree
   * @param settings how its calls are recorded
   * @param meter what is measured of every call on the spot
   * @param completed takes over finished outermost calls
   * @param clock the clock of its recorders
   */
  public RootSite(
      String profile,
      Object site,
      Settings settings,
      CallMeter meter,
      CompletedCalls completed,
      CalibratedClock clock) {
    this(profile, site, settings, meter, completed, clock, KEPT_RECORDERS, true);
  }

  private RootSite(
      String profile,
      Object site,
      Settings settings,
      CallMeter meter,
      CompletedCalls completed,
      CalibratedClock clock,
      int keptRecorders,
      boolean drops) {
    this.profile = profile;
    this.site = site;
    this.settings = settings;
    this.meter = meter;
    this.completed = completed;
    this.clock = clock;
    this.idle = new IdleCalls(keptRecorders);
    this.dropping = drops ? this::dropUnused : null;
  }

  /**
   * Records, for calls of this root, tasks that other threads run.
   *
   * @param kind how and where they are handed over
   * @return null if there are too many kinds
   */
  @Nullable RootSite ofTasks(Object kind) {
    RootSite known = tasks.get(kind);
    if (known != null || tasks.size() >= MAX_KINDS) {
      return known;
    }
    Settings ofTask = new Settings(settings.recordsInner, 0, settings.policy, settings.limits);
    return tasks.computeIfAbsent(
        kind,
        k ->
            new RootSite(
                profile, k, ofTask, CallMeter.NONE, completed, clock, KEPT_TASK_RECORDERS, false));
  }

  /**
   * A marked call begins on the current thread: outermost, or nested in another.
   *
   * @return whether it is the outermost, and recorded
   */
  public boolean enter() {
    StackReserve.ensure();
    Thread caller = Thread.currentThread();
    ThreadRecorder recorder = RecorderSlots.of(caller);
    if (recorder != null && recorder.call().isAbandoned()) {
      recorder.call().finish(null);
      recorder = null;
    }
    if (recorder != null) {
      recorder.call().enterNested(this);
      return false;
    }
    boolean recorded = !(caller instanceof ProfilerThread);
    if (recorded) {
      take(caller).begin(caller);
    }
    return recorded;
  }

  /**
   * The call that {@link #enter} began has ended.
   *
   * @param thrown what it threw, or null
   */
  public void exit(@Nullable Throwable thrown) {
    exit(site, thrown);
  }

  /**
   * The method of the call that {@link #enter} began has returned.
   *
   * @param stage when that completes, the call is over
   */
  public void exitWith(CompletionStage<?> stage) {
    exitWith(site, stage);
  }

  /**
   * The outermost call that is open on the current thread has ended, if it is of this root, and
   * with it whatever is open beneath, though that may be of this root as well.
   *
   * @param thrown what it threw, or null
   * @param stage when that completes, the call is over; null if it is over now
   */
  public void end(@Nullable Throwable thrown, @Nullable CompletionStage<?> stage) {
    ThreadRecorder recorder = RecorderSlots.of(Thread.currentThread());
    if (recorder != null) {
      recorder.call().end(this, thrown, stage);
    }
  }

  /**
   * The call of a root has ended that was entered on the current thread; nothing if there is none.
   *
   * @param site the root's identity: whoever knows that need not look for the root
   * @param thrown what it threw, or null
   */
  public static void exit(Object site, @Nullable Throwable thrown) {
    ThreadRecorder recorder = RecorderSlots.of(Thread.currentThread());
    if (recorder != null) {
      recorder.call().exit(site, thrown, null);
    }
  }

  /**
   * The method of the call of a root has returned.
   *
   * @param site the root's identity
   * @param stage when that completes, the call is over
   */
  public static void exitWith(Object site, CompletionStage<?> stage) {
    ThreadRecorder recorder = RecorderSlots.of(Thread.currentThread());
    if (recorder != null) {
      recorder.call().exit(site, null, stage);
    }
  }

  /**
   * Says that {@link #enter} failed, so that the exit which comes all the same is not taken for
   * that of an outer call.
   */
  public static void missEnter() {
    ThreadRecorder recorder = RecorderSlots.of(Thread.currentThread());
    if (recorder != null) {
      recorder.call().missEnter();
    }
  }

  /**
   * Whether the outermost call that is open on the current thread is of this root and has only
   * begun.
   */
  public boolean hasJustBegun() {
    ThreadRecorder recorder = RecorderSlots.of(Thread.currentThread());
    return recorder != null && recorder.call().hasJustBegun(this);
  }

  /** Asks something of the user's code that is none of the call's own work: it is not recorded. */
  public static <T> T unheard(Supplier<T> question) {
    ThreadRecorder recorder = RecorderSlots.of(Thread.currentThread());
    if (recorder == null) {
      return question.get();
    }
    recorder.pause();
    try {
      return question.get();
    } finally {
      recorder.resume();
    }
  }

  /** Adds the arguments to a call that {@link #hasJustBegun}, and starts its time anew. */
  public void attach(List<Argument> arguments) {
    ThreadRecorder recorder = RecorderSlots.of(Thread.currentThread());
    if (recorder != null && recorder.call().hasJustBegun(this)) {
      recorder.call().attach(arguments);
    }
  }

  /** Whether the innermost marked call that is open on the current thread is of this root. */
  public boolean isInnermost() {
    ThreadRecorder recorder = RecorderSlots.of(Thread.currentThread());
    return recorder != null && recorder.call().isInnermost(this);
  }

  /** Tags the call that {@link #isInnermost}, and starts its time anew. */
  public void tag(List<Tag> tags) {
    ThreadRecorder recorder = RecorderSlots.of(Thread.currentThread());
    if (recorder != null && recorder.call().isInnermost(this)) {
      recorder.call().tag(this, tags);
    }
  }

  /**
   * Lets the report of the outermost call that is open on the current thread, if it is of this
   * root, say what a list of arguments will hold when the report is made.
   */
  public void share(List<Argument> arguments) {
    ThreadRecorder recorder = RecorderSlots.of(Thread.currentThread());
    if (recorder != null) {
      recorder.call().share(this, arguments);
    }
  }

  /**
   * Gives up a call that its thread will not end itself, because whoever opened it closed it
   * elsewhere. It ends when that thread next begins a marked call.
   */
  public void abandon(Thread owner) {
    ThreadRecorder recorder = RecorderSlots.of(owner);
    if (recorder != null) {
      recorder.call().abandon(this);
    }
  }

  /** The target's name. */
  public String profile() {
    return profile;
  }

  Object site() {
    return site;
  }

  /** Whether a call that begins now is to record inner methods. */
  boolean recordsInner() {
    return settings.recordsInner && settings.policy.recordsInner();
  }

  /** Whether it would record them, if its policy let it. */
  boolean wantsInner() {
    return settings.recordsInner;
  }

  Threshold threshold() {
    return settings.threshold;
  }

  TimingPolicy policy() {
    return settings.policy;
  }

  RecordingLimits limits() {
    return settings.limits;
  }

  long graceNanos() {
    return settings.graceNanos;
  }

  CompletedCalls completed() {
    return completed;
  }

  CallMeter meter() {
    return meter;
  }

  CalibratedClock clock() {
    return clock;
  }

  AskingPace asking() {
    return asking;
  }

  /** A recorder that the thread used before, or a new one on paths that another thread left. */
  OpenCall take(Thread caller) {
    OpenCall waiting = idle.take(caller);
    if (waiting == null) {
      return new OpenCall(this, caller);
    }
    return waiting.isOf(caller) ? waiting : new OpenCall(this, caller, waiting);
  }

  /**
   * A call is over.
   *
   * @param call what recorded it, which then waits for the next
   * @param recorded the same to be reported, or null
   */
  void giveBack(OpenCall call, Thread caller, @Nullable RecordedCall recorded) {
    ThreadRecorder recorder = call.recorder();
    if (recorder.isOvergrown()) {
      passOn(call);
      recorder.prune();
    }
    boolean unreported = recorder.hasSums();
    OpenCall displaced = idle.put(call, caller);
    if (displaced != null) {
      passOn(displaced);
    }
    if (unreported) {
      awaitCollection();
    }
    if (dropping != null && !dropAwaited) {
      dropAwaited = true;
      completed.tidy(dropping, DROP_AFTER_NANOS);
    }
    if (recorded != null) {
      completed.accept(recorded);
    }
  }

  /** Adds what a task did for a call that is not reported. On any thread. */
  void sumUp(TreeSnapshot task) {
    synchronized (sumsOfTasks) {
      if (sum == null) {
        sum = new TreeFold(site, new TreeFold.Budget(settings.limits.maxNodes()));
      }
      sum.add(task);
    }
    awaitCollection();
  }

  private @Nullable TreeSnapshot takeSumOfTasks() {
    synchronized (sumsOfTasks) {
      TreeFold taken = sum;
      sum = null;
      return taken == null ? null : taken.toSnapshot();
    }
  }

  private void awaitCollection() {
    if (!awaited) {
      awaited = true;
      completed.await(this, COLLECT_AFTER_NANOS);
    }
  }

  /**
   * Passes on the sums of the calls that were not reported. On any thread; those of a thread that
   * is within a call follow when that is over.
   */
  @Override
  public void collect() {
    awaited = false;
    TreeSnapshot ofTasks = takeSumOfTasks();
    if (ofTasks != null) {
      completed.accept(new UnreportedCalls(this, ofTasks));
    }
    idle.forEach(this::passOn);
  }

  /**
   * Drops the recorders that no call used for a while: their trees refer to methods of whichever
   * class loader was beneath them, which is not to stay for that.
   */
  private void dropUnused() {
    Collectable again = dropping;
    dropAwaited = false; // first: what is given back from here on is dropped another time
    if (dropsUnused() && again != null) {
      dropAwaited = true;
      completed.tidy(again, DROP_AFTER_NANOS);
    }
    RecorderSlots.removeDead();
  }

  /** Whether anything is left. */
  private boolean dropsUnused() {
    tasks.values().removeIf(kind -> !kind.dropsUnused());
    return idle.dropUnused(this::passOn) || !tasks.isEmpty();
  }

  private void passOn(OpenCall call) {
    UnreportedCalls unreported = call.takeUnreported();
    if (unreported != null) {
      completed.accept(unreported);
    }
  }
}
