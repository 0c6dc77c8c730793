package io.targetedprofiler.format;

import io.targetedprofiler.model.CallNode;
import java.util.ArrayDeque;
import java.util.Deque;

/** Counts paths that are not shown, each with everything beneath it. */
final class HiddenPaths {
  private long paths;
  private long nanos;

  void add(CallNode top) {
    nanos = saturatedSum(nanos, top.totalNanos());
    // A stack of our own: a recorded recursion is deeper than the thread's.
    Deque<CallNode> rest = new ArrayDeque<>();
    for (CallNode next = top; next != null; next = rest.poll()) {
      paths++;
      next.children().forEach(rest::push);
      next.async().forEach(work -> rest.push(work.tree().root()));
    }
  }

  /** How many paths, those beneath hidden ones included. */
  long paths() {
    return paths;
  }

  /** Their time, in which that of the paths beneath them is contained. */
  long nanos() {
    return nanos;
  }

  private static long saturatedSum(long a, long b) {
    return b > Long.MAX_VALUE - a ? Long.MAX_VALUE : a + b;
  }
}
