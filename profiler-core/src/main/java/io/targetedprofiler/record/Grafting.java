package io.targetedprofiler.record;

import io.targetedprofiler.model.AsyncWork;
import io.targetedprofiler.model.CallTree;
import io.targetedprofiler.model.Frame;
import io.targetedprofiler.model.Lane;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Grafts the trees of tasks onto the tree that handed them over. Tasks of one branch become one: so
 * memory is bounded by kinds of tasks, never by tasks. Confined to whoever holds the lock of {@link
 * HandOvers}, and then to whoever took it.
 */
final class Grafting {

  /** Most tasks whose order of calls is kept. */
  private static final int MAX_LANES = 1_000;

  /** Counts tasks that were cancelled before they began. */
  private static final String CANCELLED = "cancelled";

  /** What was not recorded of some of them. */
  private static final Frame LATE =
      Frame.named(ThreadRecorder.UNMARKED + ", late in tasks of half a second and more");

  /** The tasks of one branch that have ended. */
  private static final class Limb {
    final TreeFold tree;
    final Set<String> threads = new LinkedHashSet<>();
    long queuedNanos;
    long maxQueuedNanos;

    Limb(TreeFold tree) {
      this.tree = tree;
    }
  }

  private final TreeFold.Budget budget;
  private final long startNanos;
  private final Map<Branch, Limb> limbs = new LinkedHashMap<>();
  private final List<Lane> lanes = new ArrayList<>();
  private int segmentsLeft;
  private long callsOmitted;
  private boolean leftAlone;

  Grafting(RecordingLimits limits, long startNanos) {
    this.budget = new TreeFold.Budget(limits.maxNodes());
    this.segmentsLeft = limits.maxSegments();
    this.startNanos = startNanos;
  }

  boolean isEmpty() {
    return limbs.isEmpty();
  }

  void add(TaskRun run) {
    Limb limb = limb(run.branch());
    limb.tree.add(run.tree());
    limb.queuedNanos += run.queuedNanos();
    limb.maxQueuedNanos = Math.max(limb.maxQueuedNanos, run.queuedNanos());
    if (limb.threads.size() < AsyncWork.MAX_THREADS) {
      limb.threads.add(run.thread());
    }
    leftAlone |= run.leftAlone();
    CallOrder order = run.order();
    if (order != null) {
      addLane(run, order);
    }
  }

  /** Adds the tasks to what is known of their kinds, for nobody will read them one by one. */
  void sumUp() {
    limbs.forEach((branch, limb) -> branch.root().sumUp(limb.tree.toSnapshot()));
  }

  private void addLane(TaskRun run, CallOrder order) {
    if (order.size() > segmentsLeft || lanes.size() == MAX_LANES) {
      callsOmitted += run.tree().probes();
      return;
    }
    segmentsLeft -= order.size();
    long start = Math.max(0, run.startNanos() - startNanos);
    long handedOver = Math.max(0, start - run.queuedNanos());
    var calls = order.toTimeline(run.tree().probes());
    callsOmitted += calls.omitted();
    lanes.add(new Lane(run.thread(), handedOver, start, calls.segments()));
  }

  private Limb limb(Branch branch) {
    return limbs.computeIfAbsent(branch, b -> new Limb(new TreeFold(b.site, budget)));
  }

  /** In the order of their begin. */
  List<Lane> lanes() {
    lanes.sort(Comparator.comparingLong(Lane::startNanos));
    return lanes;
  }

  long callsOmitted() {
    return callsOmitted;
  }

  /**
   * The call's tree with all that is known of what it handed over.
   *
   * @param trunk what the calling thread recorded
   * @param branches those of which something is to be said although no task of theirs has ended
   * @param demoted methods whose probes are switched off
   */
  CallTree graftOnto(TreeSnapshot trunk, List<Branch> branches, List<Frame> demoted) {
    for (Branch branch : branches) {
      limb(branch).tree.count(CANCELLED, branch.takeCancelled());
    }
    Map<@Nullable Branch, List<Branch>> byParent = new HashMap<>();
    for (Branch branch : List.copyOf(limbs.keySet())) {
      connect(branch, byParent);
    }
    return tree(trunk, null, byParent, leftAlone ? with(LATE, demoted) : demoted);
  }

  private static List<Frame> with(Frame last, List<Frame> frames) {
    List<Frame> all = new ArrayList<>(frames);
    all.add(last);
    return all;
  }

  /** Enters a branch beneath its parent, and that beneath its own, each once. */
  private void connect(Branch branch, Map<@Nullable Branch, List<Branch>> byParent) {
    Branch child = branch;
    while (child != null) {
      limb(child);
      List<Branch> siblings = byParent.computeIfAbsent(child.parent, p -> new ArrayList<>());
      if (siblings.contains(child)) {
        return;
      }
      siblings.add(child);
      child = child.parent;
    }
  }

  /** Recursive: branches are nested {@link HandOvers#MAX_DEPTH} deep at most. */
  private CallTree tree(
      TreeSnapshot own,
      @Nullable Branch of,
      Map<@Nullable Branch, List<Branch>> byParent,
      List<Frame> demoted) {
    List<Branch> children = byParent.getOrDefault(of, List.of());
    if (children.isEmpty()) {
      return own.toTree(demoted);
    }
    TreeFold places = of == null ? own.toFold() : limb(of).tree;
    Map<Integer, List<AsyncWork>> at = new HashMap<>();
    for (Branch child : children) {
      int row = places.rowOf(child.path);
      AsyncWork work = work(child, byParent);
      at.computeIfAbsent(row, r -> new ArrayList<>()).add(work);
    }
    // Again: places without figures may have been added.
    return places.toSnapshot().toTree(demoted, row -> at.getOrDefault(row, List.of()));
  }

  private AsyncWork work(Branch branch, Map<@Nullable Branch, List<Branch>> byParent) {
    Limb limb = limb(branch);
    return new AsyncWork(
        branch.takeHandedOver(),
        branch.takeInline(),
        limb.queuedNanos,
        limb.maxQueuedNanos,
        List.copyOf(limb.threads),
        tree(limb.tree.toSnapshot(), branch, byParent, List.of()));
  }
}
