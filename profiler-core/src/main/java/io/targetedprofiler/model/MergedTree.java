package io.targetedprofiler.model;

import io.targetedprofiler.model.CallTree.Cost;
import io.targetedprofiler.model.CallTree.Losses;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sums up trees of the same root, call path by call path. Children stand in the order in which they
 * were first met. Walks with a stack of its own, for a tree may be deeper than a thread's stack.
 */
final class MergedTree {

  private final List<Path> paths = new ArrayList<>(); // a caller before its callees
  private final Set<Frame> demoted = new LinkedHashSet<>();
  private Losses losses = Losses.NONE;
  private long reconciledNanos;
  private long probes;
  private long costNanos;

  private MergedTree(Frame frame) {
    newPath(frame, null);
  }

  /** One tree of several, of which there is at least one. */
  static CallTree of(List<CallTree> trees) {
    if (trees.size() == 1) {
      return trees.get(0);
    }
    MergedTree merged = new MergedTree(trees.get(0).root().frame());
    trees.forEach(merged::add);
    return merged.toTree();
  }

  private void add(CallTree tree) {
    addPaths(tree.root());
    demoted.addAll(tree.demoted());
    losses = plus(losses, tree.losses());
    reconciledNanos += tree.reconciledNanos();
    probes += tree.cost().probes();
    costNanos += tree.cost().nanos();
  }

  private static Losses plus(Losses a, Losses b) {
    return new Losses(
        a.belowDepthLimit() + b.belowDepthLimit(),
        a.beyondNodeLimit() + b.beyondNodeLimit(),
        a.missedExits() + b.missedExits(),
        a.stopped() || b.stopped());
  }

  private record Visit(CallNode node, Path path) {}

  private void addPaths(CallNode from) {
    Deque<Visit> rest = new ArrayDeque<>();
    rest.push(new Visit(from, paths.get(0)));
    while (!rest.isEmpty()) {
      Visit visit = rest.pop();
      visit.path.add(visit.node);
      for (CallNode child : visit.node.children()) {
        rest.push(new Visit(child, beneath(visit.path, child.frame())));
      }
    }
  }

  private Path beneath(Path caller, Frame frame) {
    return caller.callees.computeIfAbsent(frame, f -> newPath(f, caller));
  }

  private Path newPath(Frame frame, @Nullable Path caller) {
    Path path = new Path(frame, caller);
    paths.add(path);
    return path;
  }

  private CallTree toTree() {
    for (int i = paths.size() - 1; i > 0; i--) {
      paths.get(i).joinCaller();
    }
    return new CallTree(
        paths.get(0).toNode(),
        paths.size(),
        losses,
        List.copyOf(demoted),
        reconciledNanos,
        new Cost(probes, costNanos));
  }

  /** A call path and the sums of its figures. */
  private static final class Path {
    private final Frame frame;
    private final @Nullable Path caller;
    private final Map<Frame, Path> callees = new HashMap<>();
    private final Deque<CallNode> children = new ArrayDeque<>();
    private long calls;
    private long timedCalls;
    private long measuredNanos;
    private long totalNanos;
    private double squaredErrors;
    private boolean errorUnknown;
    private long minNanos = Long.MAX_VALUE;
    private long maxNanos;
    private long errors;
    private final Map<Frame, AsyncSum> async = new LinkedHashMap<>();
    private final Map<String, Long> counters = new HashMap<>();

    Path(Frame frame, @Nullable Path caller) {
      this.frame = frame;
      this.caller = caller;
    }

    void add(CallNode node) {
      calls += node.calls();
      timedCalls += node.timedCalls();
      measuredNanos += node.measuredNanos();
      totalNanos += node.totalNanos();
      errors += node.errors();
      node.counters().forEach((name, value) -> counters.merge(name, value, Long::sum));
      if (node.standardErrorNanos() == CallNode.UNKNOWN) {
        errorUnknown = true;
      } else {
        squaredErrors += (double) node.standardErrorNanos() * node.standardErrorNanos();
      }
      if (node.timedCalls() > 0) {
        minNanos = Math.min(minNanos, node.minNanos());
        maxNanos = Math.max(maxNanos, node.maxNanos());
      }
      for (AsyncWork work : node.async()) {
        async.computeIfAbsent(work.tree().root().frame(), f -> new AsyncSum()).add(work);
      }
    }

    /** The callees must have joined before, the last first. */
    void joinCaller() {
      if (caller != null) {
        caller.children.push(toNode());
      }
    }

    CallNode toNode() {
      return new CallNode(
          frame,
          calls,
          timedCalls,
          measuredNanos,
          totalNanos,
          errorUnknown ? CallNode.UNKNOWN : Math.round(Math.sqrt(squaredErrors)),
          timedCalls == 0 ? 0 : minNanos,
          maxNanos,
          errors,
          counters,
          List.copyOf(children),
          async.values().stream().map(AsyncSum::toWork).toList());
    }
  }

  /** What was handed over in one way at one place. */
  private static final class AsyncSum {
    private final List<CallTree> trees = new ArrayList<>();
    private final Set<String> threads = new LinkedHashSet<>();
    private long handedOver;
    private long inline;
    private long queuedNanos;
    private long maxQueuedNanos;

    void add(AsyncWork work) {
      trees.add(work.tree());
      threads.addAll(work.threads());
      handedOver += work.handedOver();
      inline += work.inline();
      queuedNanos += work.queuedNanos();
      maxQueuedNanos = Math.max(maxQueuedNanos, work.maxQueuedNanos());
    }

    AsyncWork toWork() {
      return new AsyncWork(
          handedOver,
          inline,
          queuedNanos,
          maxQueuedNanos,
          threads.stream().limit(AsyncWork.MAX_THREADS).toList(),
          MergedTree.of(trees));
    }
  }
}
