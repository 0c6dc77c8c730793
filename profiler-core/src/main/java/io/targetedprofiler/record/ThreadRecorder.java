package io.targetedprofiler.record;

import io.targetedprofiler.model.CallTree;
import org.jspecify.annotations.Nullable;

/**
 * Records the call tree beneath a root, for one thread, which alone writes it; no lock and no
 * volatile write is needed. Probes tell it of each enter and exit.
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

  /** A tree of more paths is not kept for the next call. */
  private static final int KEPT_NODES = 1024;

  /** Where {@link RecorderSlots} keeps it, for life. */
  final int slot;

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
  private final NanoClock clock;
  private final TimingPolicy policy;
  private final boolean thins;
  private final RecordingLimits limits;
  private final PathNode root;
  private final Fold fold = new Fold();
  private PathNode current;

  private int random;

  private int liveNodes;
  private int knownNodes;
  private long belowDepthLimit;
  private long beyondNodeLimit;
  private long missedExits;
  private boolean stopped;

  /**
   * A recorder that begins with the paths another one of the same site knew.
   *
   * @param paths root of a tree without figures, which becomes this recorder's own
   * @param knownNodes how many nodes that tree has
   */
  ThreadRecorder(OpenCall call, RootSite site, Thread owner, PathNode paths, int knownNodes) {
    this.slot = RecorderSlots.slotOf(owner);
    this.call = call;
    this.clock = site.clock();
    this.policy = site.policy();
    this.thins = policy.thins();
    this.random = slot + 1;
    this.limits = site.limits();
    this.root = paths;
    this.current = paths;
    this.knownNodes = knownNodes;
  }

  /**
   * The recorder that has to be told of a probe on the current thread, if any is: its own or,
   * rarely, one that passes the word on. Null says that this thread is not being profiled.
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
    PathNode child = current.lastUsed;
    if (child == null || child.site != site || child.calls == 0) {
      child = descend(site);
      if (child == null) {
        return;
      }
    }
    start(child);
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
      node.startNanos = clock.nanoTime();
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

  private void end(PathNode node, int errors) {
    long weight = node.weight;
    if (weight != 0) {
      long elapsed = clock.nanoTime() - node.startNanos;
      if (thins) {
        thin(node, weight, elapsed);
      }
      // From here on nothing is called: a stack overflow above has changed nothing yet.
      node.timedCalls++;
      node.totalNanos += elapsed;
      if (elapsed < node.minNanos) {
        node.minNanos = elapsed;
      }
      if (elapsed > node.maxNanos) {
        node.maxNanos = elapsed;
      }
    }
    node.calls++;
    node.errors += errors;
    PathNode parent = node.parent;
    if (parent != null) {
      current = parent;
    }
  }

  private void thin(PathNode node, long weight, long elapsed) {
    TimedSample sample = node.sample;
    if (sample != null) {
      sample.add(weight, elapsed);
      int stride = policy.stride(node.timedCalls + 1, sample.recentNanos());
      node.stride = stride;
      node.callsToSkip = stride == 1 ? 0 : jittered(stride);
    }
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
   */
  private @Nullable PathNode descend(Object site) {
    try {
      PathNode parent = current;
      if (parent == fold.marker) {
        countFolded();
        fold.push(site);
        return null;
      }
      PathNode child = parent.child(site);
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

  private PathNode add(PathNode parent, Object site) {
    PathNode child = parent.addChild(site);
    child.sample = thins ? new TimedSample() : null;
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
      missedExits++;
      end(current, 1);
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
    probed = inner ? caller : null;
    liveNodes = 1;
    belowDepthLimit = 0;
    beyondNodeLimit = 0;
    missedExits = 0;
    stopped = false;
    current = root;
    RecorderSlots.add(this);
    Gate.open();
  }

  /** Starts the root's time. */
  void start() {
    root.weight = 1;
    root.startNanos = clock.nanoTime();
  }

  /** A marked method within the call, recorded whether inner probes are or not. */
  void enterMarked(Object site) {
    PathNode child = stopped ? null : descend(site);
    if (child != null) {
      start(child);
    }
  }

  void exitMarked(Object site, int errors) {
    PathNode node = current.site == site ? current : heal(site, errors);
    if (node != null && node != root) {
      end(node, errors);
    }
  }

  /** Ends the root, and with it whatever is still open beneath; returns its duration. */
  long close(int errors) {
    while (current != root) {
      if (current == fold.marker) {
        missedExits += fold.size();
        unfold(1);
      } else {
        missedExits++;
        end(current, 1);
      }
    }
    end(root, errors);
    probed = null;
    RecorderSlots.remove(this);
    thread = null;
    return root.totalNanos;
  }

  /** The tree's figures, which the tree itself then forgets. */
  TreeSnapshot takeTree() {
    TreeSnapshot tree = TreeSnapshot.take(root, losses());
    if (knownNodes > KEPT_NODES) {
      root.prune();
      knownNodes = 1;
    }
    return tree;
  }

  private CallTree.Losses losses() {
    return belowDepthLimit + beyondNodeLimit + missedExits == 0 && !stopped
        ? CallTree.Losses.NONE
        : new CallTree.Losses(belowDepthLimit, beyondNodeLimit, missedExits, stopped);
  }

  PathNode paths() {
    return root;
  }

  int knownNodes() {
    return knownNodes;
  }

  @Nullable Thread thread() {
    return thread;
  }

  OpenCall call() {
    return call;
  }
}
