package io.targetedprofiler.format;

import io.targetedprofiler.model.AsyncWork;
import io.targetedprofiler.model.CallNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * What a path weighs when the heaviest are chosen: its time, or that of something handed over
 * beneath it if that ran longer. To hand work over takes next to no time, and is the very thing
 * that one looks for.
 */
final class PathWeights {
  private record Visit(CallNode node, CallNode caller) {}

  /** Of the paths that weigh more than their time. */
  private final IdentityHashMap<CallNode, Long> heavier = new IdentityHashMap<>();

  PathWeights(CallNode root) {
    List<Visit> visits = new ArrayList<>(); // a caller before its callees
    boolean async = false;
    // A stack of our own: a recorded recursion is deeper than the thread's.
    Deque<Visit> rest = new ArrayDeque<>();
    rest.push(new Visit(root, root));
    while (!rest.isEmpty()) {
      Visit visit = rest.pop();
      visits.add(visit);
      visit.node.children().forEach(child -> rest.push(new Visit(child, visit.node)));
      for (AsyncWork work : visit.node.async()) {
        async = true;
        rest.push(new Visit(work.tree().root(), visit.node));
      }
    }
    if (async) {
      Collections.reverse(visits);
      for (Visit visit : visits) {
        long nanos = of(visit.node);
        if (nanos > of(visit.caller)) {
          heavier.put(visit.caller, nanos);
        }
      }
    }
  }

  long of(CallNode node) {
    Long more = heavier.get(node);
    return more == null ? node.totalNanos() : more;
  }
}
