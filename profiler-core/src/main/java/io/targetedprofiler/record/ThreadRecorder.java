package io.targetedprofiler.record;

import io.targetedprofiler.model.CallTree;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Records the call tree beneath a root, for one thread, which alone writes it; no lock and no
 * volatile write is needed. Probes tell it of each enter and exit.
 *
 * <p>What begins and ends a call is meant to stay out of line: HotSpot does not inline a method of
 * more than 325 bytecodes (FreqInlineSize). Inlined into each method of a dense program it took the
 * place of the program's own inlining, which cost far more than the calls saved, and went on
 * costing it when the probes were switched off again.
 *
 * <p>A known path costs two clock readings and a few fields. New paths, folding beyond a limit and
 * healing are in methods of their own, so that the usual ones stay small. An exit that never came
 * (an error thrown in a probe, a stack overflow, a killed frame) is healed at the next known frame;
 * an exit without an enter is ignored.
 */
public final class ThreadRecorder {

  /** Stands for the paths that did not fit the node limit. */
  static final Object TRUNCATED = new NamedSite("(truncated)");

  /**
   * From here on strides are not multiplied further, so that no call stands for more than 2^30
   * others.
   */
  private static final long MAX_WEIGHT = 1L << 20;

  /** Stands for all methods that a call tree holds beside marked ones. */
  static final String UNMARKED = "all methods that are not marked";

  /** A tree of more paths is not kept for the next call. */
  private static final int KEPT_NODES = 1024;

  /** Where {@link RecorderSlots} keeps it while a call is open. */
  int slot;

  /** Written under the lock of {@link RecorderSlots} only, or before the recorder is in a slot. */
  volatile @Nullable ThreadRecorder next;

  /**
   * The thread while a call is open; null in between, so that an idle recorder keeps no thread
   * alive.
   */
  private volatile @Nullable Thread thread;

  /**
   * The thread whose inner probes are recorded: null if only marked methods are, or once recording
   * had to stop.
   */
  private @Nullable Thread probed;

  private final OpenCall call;
  private final CalibratedClock calibrated;
  private final NanoClock clock;
  private final TimingPolicy policy;
  private final BudgetWatch budget;
  private final RecordingLimits limits;
  private final PathNode root;
  private final Fold fold = new Fold();
  private PathNode current;

  private int random;

  /** Whether the probes of this call find it. */
  private boolean probes;

  /** Whether short calls are thinned now: the budget's word, here because each timed exit asks. */
  private boolean thinning;

  private ProbeCost cost = ProbeCost.FREE;
  private long insideUnits;
  private long timedUnits;
  private long thinnedUnits;
  private long countedUnits;

  /** What the probes of this call have cost, in units of {@link ProbeCost#SHIFT}. */
  private long spent;

  private long checkAtNanos;

  /** The order of the calls, if it is to be kept; of a call that was not reported, used again. */
  private @Nullable CallOrder order;

  private int liveNodes;
  private int knownNodes;
  private long belowDepthLimit;
  private long beyondNodeLimit;
  private long missedExits;
  private boolean stopped;

  /** Whether inner methods are not recorded any more, as they were at first. */
  private boolean leftAlone;

  /** When that began, of the call's time. */
  private long recordedNanos;

  private DemotedSites demotedAtBegin = DemotedSites.NONE;

  /** Until when those can be said to have been open that are not recorded any more. */
  private long seenNanos;

  ThreadRecorder(OpenCall call, RootSite site, Thread owner) {
    this(call, site, owner, new PathNode(site.site(), null));
  }

  private ThreadRecorder(OpenCall call, RootSite site, Thread owner, PathNode paths) {
    this(call, site, owner, paths, 1, new BudgetWatch(site.policy(), paths));
  }

  /** A recorder that begins with what another one of the same site knew, which is given up. */
  ThreadRecorder(OpenCall call, RootSite site, Thread owner, ThreadRecorder other) {
    this(call, site, owner, other.root, other.knownNodes, new BudgetWatch(other.budget));
  }

  private ThreadRecorder(
      OpenCall call,
      RootSite site,
      Thread owner,
      PathNode paths,
      int knownNodes,
      BudgetWatch budget) {
    this.slot = RecorderSlots.slotOf(owner, true);
    this.call = call;
    this.calibrated = site.clock();
    this.clock = calibrated.clock();
    this.policy = site.policy();
    this.budget = budget;
    this.thinning = budget.isThinning();
    this.random = slot + 1;
    this.limits = site.limits();
    this.root = paths;
    this.current = paths;
    this.knownNodes = knownNodes;
  }

  /**
   * The recorder that has to be told of an inner probe on the current thread, if any is: its own
   * or, rarely, one that passes the word on. Null says that inner calls of this thread are not
   * being recorded.
   */
  public static @Nullable ThreadRecorder current() {
    return RecorderSlots.head();
  }

  /**
   * A woven method begins.
   *
   * @param site its identity, compared with {@code ==}
   */
  public void enter(Object site) {
    if (Thread.currentThread() != probed) {
      ThreadRecorder own = elsewhere();
      if (own != null) {
        own.enter(site);
      }
      return;
    }
    begin(site);
  }

  /** Kept out of line, see the class's documentation; its assertions are part of its length. */
  private void begin(Object site) {
    assert thread == Thread.currentThread() : "written by another thread than " + thread;
    assert !stopped : "recording has stopped, but " + site + " was entered";
    PathNode parent = current;
    assert parent != null && parent.calls >= 0 : "there is no open call that could have made this";
    PathNode last = parent.lastUsed;
    PathNode node = last;
    if (node == null || node.site != site) {
      node = last == null ? null : last.usedNext;
      if (node == null || node.site != site) {
        node = parent.child(site);
        if (last != null) {
          last.usedNext = node;
        }
      }
      parent.lastUsed = node;
    }
    if (node == null || node.calls == 0) {
      node = descend(site, node);
      if (node == null) {
        return;
      }
    }
    assert node.site == site : "the path of " + node.site + " was taken for one of " + site;
    assert node.parent == current : "the path of " + site + " is not one beneath " + current.site;
    assert node.depth == current.depth + 1 : node.site + " is at depth " + node.depth;
    assert liveNodes <= limits.maxNodes() : liveNodes + " nodes: more than " + limits.maxNodes();
    start(node);
  }

  /** A woven method returns. */
  public void exit(Object site) {
    leave(site, 0);
  }

  /** A woven method throws. */
  public void exitThrowing(Object site) {
    leave(site, 1);
  }

  private void leave(Object site, int errors) {
    if (Thread.currentThread() != probed) {
      ThreadRecorder own = elsewhere();
      if (own != null) {
        own.leave(site, errors);
      }
      return;
    }
    PathNode node = current;
    if (node.site != site) {
      node = heal(site, errors);
      if (node == null) {
        return;
      }
    }
    end(node, errors);
  }

  private void start(PathNode node) {
    long weight = current.weight;
    if (node.stride != 1 && weight <= MAX_WEIGHT) {
      weight = thinned(node, weight);
    }
    if (weight != 0) {
      CallTimes times = node.times;
      times.startCost = spent;
      times.startNanos = clock.nanoTime();
      if (order != null) {
        order.begin(node);
      }
    }
    node.weight = weight;
    current = node; // last: what was called may have overflowed the stack
  }

  /** What the call that begins now stands for; 0 if it is one of those to be skipped. */
  private static long thinned(PathNode node, long weight) {
    if (weight != 0 && node.callsToSkip > 0) {
      node.callsToSkip--;
      return 0;
    }
    return weight * node.stride;
  }

  /** Kept out of line as well. */
  private void end(PathNode node, int errors) {
    assert node == current : "a call of " + node.site + " ends within one of " + current.site;
    assert thread == Thread.currentThread() : "written by another thread than " + thread;
    assert errors == 0 || errors == 1 : "a call ends with " + errors + " errors";
    long weight = node.weight;
    assert weight >= 0 : "a call of " + node.site + " stands for " + weight;
    if (weight == 0) {
      spent += countedUnits;
    } else {
      long now = clock.nanoTime();
      CallTimes times = node.times;
      long measured = now - times.startNanos;
      long own = measured - ((spent - times.startCost + insideUnits) >> ProbeCost.SHIFT);
      if (now - checkAtNanos >= 0) {
        check(now);
      }
      if (order != null) {
        order.end(node, measured, errors);
      }
      if (thinning) {
        times.addWeighted(weight, measured, own);
        thin(node, times);
        spent += thinnedUnits;
      } else {
        times.add(measured, own);
        spent += timedUnits;
      }
    }
    node.calls++;
    node.errors += errors;
    PathNode parent = node.parent;
    assert parent != null || node == root : "the path of " + node.site + " leads nowhere";
    if (parent != null) {
      current = parent;
    }
  }

  private void thin(PathNode node, CallTimes times) {
    int stride = policy.stride(times.timedCalls, times.recentNanos(), times.relativeVariance());
    node.stride = stride;
    node.callsToSkip = stride == 1 ? 0 : jittered(stride);
  }

  /** Whether this call, still under way, costs more than it may, and what to do about it. */
  private void check(long now) {
    checkAtNanos = budget.check(now, costNanos(), cost);
    thinning = budget.isThinning();
    if (probes && current != root && budget.leavesAlone(now)) {
      leaveAlone(now);
    }
  }

  /**
   * The rest of this call is recorded as one is that records no inner methods. Those that are open
   * end now, and are found to have done so when somebody next looks.
   */
  private void leaveAlone(long now) {
    Thread caller = Thread.currentThread();
    leftAlone = true;
    recordedNanos = now - root.times.startNanos;
    seenNanos = now;
    probes = false;
    probed = null;
    RecorderSlots.remove(this);
    slot = RecorderSlots.slotOf(caller, false);
    RecorderSlots.add(this);
    call.leaveGate();
  }

  /** Whether the exit of an open call is not to come, since its probes were switched off. */
  private boolean isSwitchedOff(PathNode node) {
    return leftAlone ? !node.marked : demotedAtBegin.containsSince(node.site);
  }

  private long costNanos() {
    return spent >> ProbeCost.SHIFT;
  }

  /**
   * How many calls to skip so that one in {@code stride} is timed on average: evenly distributed,
   * so that a period in the program cannot hide from the sample. The generator is Marsaglia's
   * xorshift.
   */
  private int jittered(int stride) {
    random ^= random << 13;
    random ^= random >>> 17;
    random ^= random << 5;
    return (int) (((random & 0xFFFF_FFFFL) * (2L * stride - 1)) >>> 32);
  }

  /** The probed thread's own recorder, if this one is only in its way. */
  private @Nullable ThreadRecorder elsewhere() {
    Thread here = Thread.currentThread();
    for (ThreadRecorder r = this; r != null; r = r.next) {
      if (r.probed == here) {
        return r;
      }
    }
    return null;
  }

  /**
   * The node of a path that is taken for the first time in this call; null if there is to be none,
   * because the call is folded or recording has stopped.
   *
   * @param known the node of the path, if an earlier call took it
   */
  private @Nullable PathNode descend(Object site, @Nullable PathNode known) {
    try {
      endSwitchedOff();
      PathNode parent = current;
      if (parent == fold.marker) {
        countFolded();
        fold.push(site);
        return null;
      }
      PathNode child = known != null && known.parent == parent ? known : parent.child(site);
      if (child != null && child.calls > 0) {
        return child;
      }
      if (child == null && parent.depth >= limits.maxDepth()) {
        fold(parent, site);
        return null;
      }
      if (liveNodes >= limits.maxNodes()) {
        fold(truncated(parent), site);
        return null;
      }
      liveNodes++;
      return child != null ? child : add(parent, site);
    } catch (OutOfMemoryError e) {
      probed = null;
      stopped = true;
      return null;
    }
  }

  /**
   * Calls that were open when their probes were switched off; a single method's was tiny. What is
   * folded was entered since, or its probes are heard.
   */
  private void endSwitchedOff() {
    while (current != root && current != fold.marker && isSwitchedOff(current)) {
      endMissed(current);
    }
  }

  private PathNode add(PathNode parent, Object site) {
    PathNode child = parent.addChild(site);
    knownNodes++;
    return child;
  }

  private PathNode truncated(PathNode parent) {
    PathNode truncated = parent.child(TRUNCATED);
    if (truncated == null) {
      truncated = add(parent, TRUNCATED);
    }
    start(truncated);
    return truncated;
  }

  private void fold(PathNode into, Object site) {
    fold.begin(into, site);
    current = fold.marker;
    countFolded();
  }

  private void countFolded() {
    PathNode into = fold.into;
    if (into != null && into.site == TRUNCATED) {
      beyondNodeLimit++;
    } else {
      belowDepthLimit++;
    }
  }

  /** The node to end for an exit that does not belong to the current one; null if there is none. */
  private @Nullable PathNode heal(Object site, int errors) {
    if (current == fold.marker) {
      int ended = fold.pop(site);
      if (ended > 0) {
        missedExits += ended - 1;
        if (fold.isEmpty()) {
          unfold(errors);
        }
        return null;
      }
    }
    if (!isOpen(site)) {
      return null;
    }
    endDownTo(site);
    return current;
  }

  private boolean isOpen(Object site) {
    PathNode innermost = current == fold.marker ? fold.into : current;
    for (PathNode node = innermost; node != null && node != root; node = node.parent) {
      if (node.site == site) {
        return true;
      }
    }
    return false;
  }

  /** Ends what is open beneath the innermost call of a site, whose exits never came. */
  private void endDownTo(Object site) {
    if (current == fold.marker) {
      missedExits += fold.size();
      unfold(1);
    }
    while (current.site != site) {
      endMissed(current);
    }
  }

  /**
   * Ends a call whose exit never came: it was killed, or its probes were switched off meanwhile.
   */
  private void endMissed(PathNode node) {
    if (isSwitchedOff(node)) {
      if (leftAlone && node.weight != 0) {
        addSeen(node);
      }
      node.weight = 0; // nobody knows when it ended
      end(node, 0);
    } else {
      missedExits++;
      end(node, 1);
    }
  }

  /** What was seen of a call whose probes were switched off. */
  private void addSeen(PathNode node) {
    CallTimes times = node.times;
    long measured = seenNanos - times.startNanos;
    long own = measured - ((spent - times.startCost + insideUnits) >> ProbeCost.SHIFT);
    times.addWeighted(node.weight, measured, own);
    if (order != null) {
      order.end(node, measured, 0);
    }
  }

  /** Back from the fold to the tree. */
  private void unfold(int errors) {
    PathNode into = fold.clear();
    current = into;
    if (into.site == TRUNCATED) {
      end(into, errors);
    }
  }

  void open(Thread caller, boolean inner) {
    thread = caller;
    probes = inner;
    probed = inner ? caller : null;
    slot = RecorderSlots.slotOf(caller, inner);
    liveNodes = 1;
    belowDepthLimit = 0;
    beyondNodeLimit = 0;
    missedExits = 0;
    stopped = false;
    leftAlone = false;
    demotedAtBegin = policy.demoted();
    current = root;
    price();
    RecorderSlots.add(this);
  }

  /** Each measurement makes a new one, and a record's equals is dear. */
  @SuppressWarnings("ReferenceEquality")
  private void price() {
    ProbeCost known = calibrated.cost();
    if (known != cost) {
      cost = known;
      insideUnits = ProbeCost.units(known.insideNanos());
      timedUnits = ProbeCost.units(known.timedNanos());
      thinnedUnits = ProbeCost.units(known.thinnedNanos());
      countedUnits = ProbeCost.units(known.countedNanos());
    }
  }

  /** Starts the root's time, and returns it. */
  long start() {
    spent = 0;
    root.weight = 1;
    root.times.startCost = 0;
    root.times.startNanos = clock.nanoTime();
    checkAtNanos = budget.begin(root.times.startNanos);
    if (limits.maxSegments() > 0) {
      keepOrder(root.times.startNanos);
    }
    return root.times.startNanos;
  }

  /** The root began before anybody could record it. */
  void startedAt(long nanos) {
    root.times.startNanos = nanos;
    checkAtNanos = budget.begin(nanos);
    if (order != null) {
      keepOrder(nanos);
    }
  }

  private void keepOrder(long startNanos) {
    CallOrder kept = order;
    if (kept == null) {
      kept = new CallOrder(limits.maxSegments());
      order = kept;
    }
    kept.start(startNanos);
    kept.begin(root);
  }

  /** When the root began. */
  long startNanos() {
    return root.times.startNanos;
  }

  /** A marked method within the call, recorded whether inner probes are or not. */
  void enterMarked(Object site) {
    if (stopped) {
      return;
    }
    if (leftAlone) {
      endSwitchedOff();
    }
    begin(site);
    if (current.site == site) {
      current.marked = true;
    }
  }

  void exitMarked(Object site, int errors) {
    PathNode node = current.site == site ? current : heal(site, errors);
    if (node != null && node != root) {
      end(node, errors);
      if (leftAlone) {
        seenNanos = clock.nanoTime(); // its callers were open until now
        endSwitchedOff();
      }
    }
  }

  /**
   * The innermost open call, of a site, begins only now: what it did so far was the profiler's
   * doing.
   */
  void startAgain(Object site) {
    PathNode node = current;
    if (node.site == site && node.weight != 0) {
      node.times.startCost = spent;
      node.times.startNanos = clock.nanoTime();
      if (order != null) {
        order.startAgain(node);
      }
    }
  }

  /** Whether the innermost open call has left the program. */
  boolean isOutside() {
    return current.site instanceof NamedSite named && named.isOutside();
  }

  /** Counts something of the innermost open call, if that is one of this site. */
  void count(Object site, String name, long value) {
    PathNode node = current;
    if (node.site == site) {
      node.count(name, value);
      if (order != null && node.weight != 0) {
        order.count(node, name, value);
      }
    }
  }

  /** Ends the root, and with it whatever is still open beneath; returns its duration. */
  long close(int errors) {
    while (current != root) {
      if (current == fold.marker) {
        missedExits += fold.size();
        unfold(1);
      } else {
        endMissed(current);
      }
    }
    end(root, errors);
    probed = null;
    RecorderSlots.remove(this);
    thread = null;
    return root.times.measuredNanos;
  }

  /** The tree's figures, which the tree itself then forgets. */
  TreeSnapshot takeTree() {
    long wall = root.times.measuredNanos;
    boolean affordable = review(wall);
    TreeSnapshot tree = TreeSnapshot.take(root, losses());
    settle(affordable, wall, tree.probes());
    return tree;
  }

  /** Adds the tree's figures to those of earlier calls; see {@link #takeSums}. */
  void sumUp() {
    long wall = root.times.measuredNanos;
    boolean affordable = review(wall);
    if (order != null && order.isLarge()) {
      order = null;
    }
    long calls = TreeSnapshot.sumUp(root);
    settle(affordable, wall, calls + belowDepthLimit + beyondNodeLimit);
  }

  /** The sums, which are then forgotten; null if there are none. */
  @Nullable TreeSnapshot takeSums() {
    return hasSums() ? TreeSnapshot.takeSums(root) : null;
  }

  boolean hasSums() {
    return root.sums != null;
  }

  /** Whether it knows more paths than are worth keeping for the next call. */
  boolean isOvergrown() {
    return knownNodes > KEPT_NODES;
  }

  void prune() {
    root.prune();
    knownNodes = 1;
  }

  /** Whether the call kept to its budget, and what to do if it did not. */
  private boolean review(long wall) {
    return budget.review(root.times.startNanos + wall, costNanos(), cost);
  }

  /** How the next call begins. */
  private void settle(boolean affordable, long wall, long pairs) {
    demotedAtBegin = DemotedSites.NONE;
    if (probes || leftAlone) {
      long recorded = leftAlone ? recordedNanos : 0;
      budget.settle(affordable, pairs, recorded, wall - costNanos(), cost);
      thinning = budget.isThinning();
    } else {
      budget.passed(wall, root.times.startNanos + wall);
    }
  }

  /** The order of the tree's calls, if it was kept. */
  @Nullable CallOrder takeOrder() {
    CallOrder taken = order;
    order = null;
    return taken;
  }

  private CallTree.Losses losses() {
    return belowDepthLimit + beyondNodeLimit + missedExits == 0 && !stopped
        ? CallTree.Losses.NONE
        : new CallTree.Losses(belowDepthLimit, beyondNodeLimit, missedExits, stopped);
  }

  @Nullable Thread thread() {
    return thread;
  }

  OpenCall call() {
    return call;
  }

  /** The node that is at work: where something is handed over. */
  PathNode place() {
    if (leftAlone) {
      endSwitchedOff();
    }
    PathNode into = fold.into;
    return current == fold.marker && into != null ? into : current;
  }

  /**
   * Another recorder takes this thread's probes, until {@link #resume}. Out of its slot meanwhile:
   * the other may stand in another one, and a thread must find the innermost.
   */
  void pause() {
    probed = null;
    RecorderSlots.remove(this);
  }

  void resume() {
    probed = probes && !stopped ? thread : null;
    RecorderSlots.add(this);
    if (probes) {
      call.holdGate(); // which may have been closed meanwhile
    }
  }

  /** Whether inner probes find it. */
  boolean hasProbes() {
    return probes;
  }

  /** Whether the call that is over was not recorded to its end, to keep to the budget. */
  boolean isLeftAlone() {
    return leftAlone;
  }

  /** What was not recorded of this call, to keep to the budget. */
  List<Object> unrecorded() {
    if (probes) {
      return demotedAtBegin.inUseSince();
    }
    if (leftAlone) {
      long millis = TimeUnit.NANOSECONDS.toMillis(recordedNanos);
      return List.of(new NamedSite(UNMARKED + ", from " + millis + " ms on"));
    }
    return call.wantsInner() ? List.of(new NamedSite(UNMARKED)) : List.of();
  }
}
