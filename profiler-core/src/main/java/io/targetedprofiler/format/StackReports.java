package io.targetedprofiler.format;

import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.CallTree;
import io.targetedprofiler.model.Frame;
import io.targetedprofiler.model.Outcome;
import io.targetedprofiler.model.ResourceUsage;
import io.targetedprofiler.model.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reports of formats that list stacks with the time spent on top of each. Where these know no
 * calls, their number is 0 throughout. One report for each root.
 */
final class StackReports {
  static final int MAX_PATHS = 1_000_000;

  private final Map<Frame, PathTree> trees = new LinkedHashMap<>();
  private @Nullable PathTree lastTree;
  private final List<Frame> lastStack = new ArrayList<>();
  private final List<PathTree.Path> lastPaths = new ArrayList<>();
  private final Bounds bounds;

  /** What all profiles of one file hold together: reports may be merged, and must not overflow. */
  static final class Bounds {
    private int paths;
    private long nanos;
  }

  StackReports(Bounds bounds) {
    this.bounds = bounds;
  }

  /**
   * The path of a stack. Stacks that follow each other mostly begin alike, which saves most of the
   * work.
   *
   * @param stack the root first; not empty
   */
  PathTree.Path path(List<Frame> stack) {
    int common = 0;
    int end = Math.min(stack.size(), lastStack.size());
    while (common < end && stack.get(common).equals(lastStack.get(common))) {
      common++;
    }
    lastStack.subList(common, lastStack.size()).clear();
    lastPaths.subList(common, lastPaths.size()).clear();
    PathTree tree = common > 0 && lastTree != null ? lastTree : tree(stack.get(0));
    lastTree = tree;
    int before = tree.size();
    for (int i = common; i < stack.size(); i++) {
      Frame frame = stack.get(i);
      lastStack.add(frame);
      lastPaths.add(i == 0 ? tree.root() : tree.beneath(lastPaths.get(i - 1), frame));
    }
    bounds.paths += tree.size() - before;
    return lastPaths.get(stack.size() - 1);
  }

  private PathTree tree(Frame root) {
    return trees.computeIfAbsent(
        root,
        r -> {
          bounds.paths++;
          return new PathTree(r);
        });
  }

  /** The path of a call made on the path that was found last, or on one above it. */
  PathTree.Path beneath(PathTree.Path caller, Frame frame) {
    PathTree tree = Objects.requireNonNull(lastTree, "no path before");
    int before = tree.size();
    PathTree.Path path = tree.beneath(caller, frame);
    bounds.paths += tree.size() - before;
    return path;
  }

  /** Whether the file has more paths than may be kept. */
  boolean isFull() {
    return bounds.paths > MAX_PATHS;
  }

  boolean isEmpty() {
    return trees.isEmpty();
  }

  /**
   * The reports.
   *
   * @param profile name of the target; empty for the label of the root
   * @param firstId number of the first
   * @throws ArithmeticException if the times of the file add up to more than fits a long
   */
  List<CallReport> reports(String profile, long firstId, String thread, Timeline timeline) {
    List<CallReport> reports = new ArrayList<>();
    trees.forEach(
        (root, paths) -> {
          CallTree tree = paths.toTree();
          bounds.nanos = Math.addExact(bounds.nanos, tree.root().totalNanos());
          reports.add(
              report(
                  profile.isEmpty() ? root.label() : profile,
                  firstId + reports.size(),
                  Instant.EPOCH,
                  thread,
                  new ResourceUsage(
                      tree.root().totalNanos(), OptionalLong.empty(), OptionalLong.empty(), 0, 0),
                  tree,
                  timeline));
        });
    return reports;
  }

  /** A report of what formats for samples hold. */
  static CallReport report(
      String profile,
      long id,
      Instant started,
      String thread,
      ResourceUsage usage,
      CallTree tree,
      Timeline timeline) {
    return new CallReport(
        profile,
        id,
        started,
        thread,
        Outcome.RETURNED,
        "none",
        OptionalLong.empty(),
        usage,
        List.of(),
        Map.of(),
        tree,
        timeline);
  }
}
