package io.targetedprofiler.record;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * All that one profiled call hands over to other threads, from the first hand-over until the last
 * task ends. Each thread records its own task and hands in what it recorded; the trees are grafted
 * together on whichever thread makes the report, or, so that many tasks need no more memory than a
 * few, by a thread that has handed one in. Safe for use by many threads.
 */
final class HandOvers implements Collectable {

  /** Tasks that hand over tasks that hand over: a chain without end must not grow one. */
  static final int MAX_DEPTH = 64;

  /** Most kinds of hand-overs in one report. */
  static final int MAX_BRANCHES = 1_000;

  /** So many trees wait for somebody to graft them. */
  private static final int BATCH = 64;

  /** If even so many wait, those who hand in wait for each other. */
  private static final int CROWD = 1_024;

  private static final long LAST_TASK_NANOS = 100_000_000;

  private static final long SUPPLEMENT_AFTER_NANOS = 1_000_000_000;

  private final CompletedCalls completed;
  private final RecordingLimits limits;
  private final long startNanos;
  private final ConcurrentMap<BranchKey, Branch> branches = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<TaskRun> handedIn = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong unfinished = new AtomicLong();
  private final AtomicLong unfollowed = new AtomicLong();
  private final AtomicReference<@Nullable Runnable> held = new AtomicReference<>();
  private final AtomicBoolean supplementDue = new AtomicBoolean();

  private final Promised promised = new Promised();

  /** Held while trees are grafted, and while the report is taken. */
  private final Object grafts = new Object();

  private final AtomicInteger supplements = new AtomicInteger();
  private volatile boolean grafting;
  private @Nullable Grafting grafted; // guarded by grafts
  private volatile boolean open = true;
  private volatile boolean discarded;
  private volatile boolean unreported;

  /** Whose report went out; supplements bear its name and number. */
  private volatile RecordedCall.@Nullable Reported reported;

  HandOvers(CompletedCalls completed, RecordingLimits limits, long startNanos) {
    this.completed = completed;
    this.limits = limits;
    this.startNanos = startNanos;
  }

  /** Whether the report has not been made: what is handed over now can still be followed. */
  boolean isOpen() {
    return open;
  }

  /** The branch of a kind; null if the report is out already, or full. */
  @Nullable Branch branch(@Nullable Branch parent, Object[] path, Object site, RootSite root) {
    return open ? known(parent, path, site, root) : null;
  }

  /**
   * The branch of work that goes on wherever a context was carried to, now that it begins.
   *
   * @param first whether nothing went on from there before; only then may the report be out
   */
  @Nullable Branch resumed(
      @Nullable Branch parent, Object[] path, Object site, RootSite root, boolean first) {
    boolean counted = open;
    Branch branch = counted || (first && !discarded) ? known(parent, path, site, root) : null;
    if (branch != null && counted) {
      branch.handedOver();
    } else if (branch != null) {
      begun();
    }
    return branch;
  }

  private @Nullable Branch known(
      @Nullable Branch parent, Object[] path, Object site, RootSite root) {
    BranchKey key = new BranchKey(parent, path, site);
    Branch known = branches.get(key);
    if (known != null) {
      return known;
    }
    int depth = parent == null ? 1 : parent.depth + 1;
    RootSite tasks =
        depth > MAX_DEPTH || branches.size() >= MAX_BRANCHES ? null : root.ofTasks(site);
    if (tasks == null) {
      unfollowed.incrementAndGet();
      return null;
    }
    return branches.computeIfAbsent(key, k -> new Branch(this, parent, path, site, tasks));
  }

  /** A task was handed over. */
  void begun() {
    unfinished.incrementAndGet();
  }

  /**
   * A task that was over, or seemed cancelled, is run after all. The report says how many tasks are
   * still to come: so either it counts this one, or it is out, and the answer is false.
   */
  boolean again(Branch branch) {
    synchronized (grafts) {
      if (open) {
        branch.handedOver();
      }
      return open;
    }
  }

  /** A task may be cancelled before it begins. */
  void promised(HandOver task) {
    if (open) {
      promised.add(task);
    }
  }

  /** A task ended, or will not run. */
  void ended() {
    if (unfinished.decrementAndGet() == 0) {
      release();
    }
  }

  /** A task ended, on its thread. */
  void handIn(TaskRun run) {
    if (!discarded) {
      handedIn.add(run);
      int crowd = waiting.incrementAndGet();
      if (crowd >= CROWD || (crowd >= BATCH && !grafting && open)) {
        graft();
      }
    }
    ended();
    if (open || discarded) {
      return;
    }
    if (unreported) {
      sumUp();
    } else if (supplementDue.compareAndSet(false, true)) {
      completed.await(this, SUPPLEMENT_AFTER_NANOS);
    }
  }

  private void graft() {
    synchronized (grafts) {
      graftAll();
    }
  }

  private Grafting graftAll() {
    grafting = true;
    try {
      Grafting into = grafted;
      if (into == null) {
        into = new Grafting(limits, startNanos);
        grafted = into;
      }
      for (TaskRun run = handedIn.poll(); run != null; run = handedIn.poll()) {
        waiting.decrementAndGet();
        into.add(run);
      }
      return into;
    } finally {
      grafting = false;
    }
  }

  /**
   * Runs something, which makes the report, once all tasks have ended, but after the grace at the
   * latest; at once if there is nothing to wait for. Without any grace it waits all the same for a
   * task that has just completed the call and is about to end, or each such report would miss it.
   */
  void whenEnded(long graceNanos, Runnable report) {
    promised.settle();
    OpenCall last = graceNanos > 0 || unfinished.get() == 0 ? null : taskHere();
    if (unfinished.get() == 0 || (graceNanos == 0 && last == null)) {
      report.run();
      return;
    }
    held.set(report);
    if (last != null) {
      last.isAwaited();
      completed.await(this, LAST_TASK_NANOS);
    } else if (unfinished.get() == 0) {
      release();
    } else {
      completed.await(this, graceNanos);
    }
  }

  /** The task of this report that the current thread runs, and has not ended. */
  private @Nullable OpenCall taskHere() {
    ThreadRecorder recorder = RecorderSlots.of(Thread.currentThread());
    return recorder != null && recorder.call().isPartOf(this) ? recorder.call() : null;
  }

  void release() {
    Runnable report = held.getAndSet(null);
    if (report != null) {
      report.run();
    }
  }

  /** The report is due, however many tasks are under way; or what came in after it. */
  @Override
  public void collect() {
    release();
    if (supplementDue.getAndSet(false)) {
      RecordedCall.Reported of = reported;
      if (of != null) {
        completed.accept(new LateTasks(of, this));
      }
    }
  }

  /** The call is not reported: what its tasks did, and what late ones do, is for the meters. */
  void sumUp() {
    unreported = true;
    take(false).grafted().sumUp();
  }

  /** There will be no report, and nobody is to know more than that. */
  void discard() {
    discarded = true;
    take(false);
  }

  /** Takes what has been handed in for the report; what follows is a supplement. */
  Harvest takeForReport(RecordedCall.Reported report) {
    reported = report;
    promised.settle();
    return take(true);
  }

  /** Takes what has been handed in since the report. */
  Harvest takeForSupplement() {
    return take(false);
  }

  int nextSupplement() {
    return supplements.incrementAndGet();
  }

  private Harvest take(boolean withUnfinished) {
    synchronized (grafts) {
      open = false;
      promised.clear();
      Grafting all = graftAll();
      grafted = null;
      List<Branch> known = withUnfinished ? new ArrayList<>(branches.values()) : List.of();
      branches.clear();
      return new Harvest(all, known, unfollowed.getAndSet(0));
    }
  }

  /**
   * What was taken, to be looked at by one thread.
   *
   * @param grafted the tasks that ended
   * @param branches all kinds of hand-overs; empty for a supplement
   * @param unfollowed hand-overs that were not followed
   */
  record Harvest(Grafting grafted, List<Branch> branches, long unfollowed) {}
}
