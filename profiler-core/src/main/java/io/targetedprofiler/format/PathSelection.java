package io.targetedprofiler.format;

import io.targetedprofiler.model.AsyncWork;
import io.targetedprofiler.model.CallNode;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the paths of a report: the heaviest, each with all its callers.
 *
 * <p>Paths are taken from the root outwards, always the heaviest of those whose caller is already
 * taken. As a path never takes longer than its caller, these are the heaviest of all; and should
 * figures ever say otherwise, a caller still stands above what it called. Only what may be shown is
 * sorted, so a wide tree costs little more than a look at each of its paths.
 */
final class PathSelection {
  /**
   * A path whose caller is visible. The number keeps paths apart that are equal in all that is
   * shown.
   */
  private record Candidate(
      CallNode call,
      @Nullable AsyncWork work,
      long weight,
      String label,
      VisibleTree.Node caller,
      int number) {}

  private static final Comparator<Candidate> HEAVIEST_FIRST =
      Comparator.comparingLong(Candidate::weight)
          .reversed()
          .thenComparingInt(c -> c.caller.depth)
          .thenComparing(Candidate::label)
          .thenComparingInt(Candidate::number);

  private final PathWeights weights;
  private final long wholeNanos;
  private final double minSharePercent;
  private final PriorityQueue<Candidate> candidates = new PriorityQueue<>(HEAVIEST_FIRST);
  private final HiddenPaths underShare = new HiddenPaths();
  private final HiddenPaths beyondLines = new HiddenPaths();
  private int numbered;

  private PathSelection(CallNode root, double minSharePercent) {
    this.weights = new PathWeights(root);
    this.wholeNanos = root.totalNanos();
    this.minSharePercent = minSharePercent;
  }

  /**
   * Chooses.
   *
   * @param maxPaths how many paths may be visible, the root included; at least 1
   * @param minSharePercent share of the root that a path must have
   */
  static VisibleTree select(CallNode root, int maxPaths, double minSharePercent) {
    return new PathSelection(root, minSharePercent).run(root, maxPaths);
  }

  private VisibleTree run(CallNode call, int maxPaths) {
    VisibleTree.Node root = new VisibleTree.Node(call, null, call.frame().label(), 0);
    consider(root);
    for (int visible = 1; visible < maxPaths && !candidates.isEmpty(); visible++) {
      consider(show(candidates.remove()));
    }
    for (Candidate left : candidates) {
      hide(left.call, left.caller, beyondLines);
    }
    return new VisibleTree(root, underShare, beyondLines);
  }

  private static VisibleTree.Node show(Candidate chosen) {
    VisibleTree.Node caller = chosen.caller;
    VisibleTree.Node node =
        new VisibleTree.Node(chosen.call, chosen.work, chosen.label, caller.depth + 1);
    caller.children.add(node);
    return node;
  }

  private void consider(VisibleTree.Node caller) {
    caller.call.children().forEach(callee -> consider(callee, null, caller));
    caller.call.async().forEach(work -> consider(work.tree().root(), work, caller));
  }

  private void consider(CallNode callee, @Nullable AsyncWork work, VisibleTree.Node caller) {
    long weight = weights.of(callee);
    // Without a duration there are no shares, and nothing is too small; nor is what is unfinished.
    boolean unfinished = work != null && work.unfinished() > 0;
    if (weight * 100.0 < minSharePercent * wholeNanos && !unfinished) {
      hide(callee, caller, underShare);
    } else {
      candidates.add(
          new Candidate(callee, work, weight, callee.frame().label(), caller, numbered++));
    }
  }

  private static void hide(CallNode callee, VisibleTree.Node caller, HiddenPaths hidden) {
    hidden.add(callee);
    caller.hidesChildren = true;
  }
}
