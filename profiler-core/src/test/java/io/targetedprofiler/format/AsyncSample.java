package io.targetedprofiler.format;

import io.targetedprofiler.model.AsyncWork;
import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallTree;
import io.targetedprofiler.model.Frame;
import java.util.List;
import java.util.Map;

/** Calls that hand work to other threads, and that work, for tests. */
final class AsyncSample {
  private AsyncSample() {}

  /** All tasks that ended, none of them queued, on threads of these names. */
  static AsyncWork of(CallNode task, String... threads) {
    return new AsyncWork(task.calls(), 0, 0, 0, List.of(threads), tree(task));
  }

  static CallTree tree(CallNode root) {
    return new CallTree(root, 1, CallTree.Losses.NONE, new CallTree.Cost(0, 0));
  }

  /** One call that hands over one thing. */
  static CallNode handing(Frame frame, long nanos, AsyncWork work, CallNode... callees) {
    return node(frame, 1, nanos, work, callees);
  }

  /** As in a supplement, whose nodes have no figures. */
  static CallNode leadingTo(Frame frame, AsyncWork work) {
    return node(frame, 0, 0, work);
  }

  private static CallNode node(
      Frame frame, long calls, long nanos, AsyncWork work, CallNode... callees) {
    List<CallNode> children = List.of(callees);
    return new CallNode(
        frame, calls, calls, nanos, nanos, 0, nanos, nanos, 0, Map.of(), children, List.of(work));
  }
}
