package io.targetedprofiler.record;

import java.util.function.Consumer;

/**
 * How often each path of a tree was called so far, taken while the tree goes on growing or before
 * it is handed over. Immutable.
 */
public final class PathCensus {

  /** One path. */
  record Path(Object site, long calls, long timedCalls, long nanos) {}

  private final Path[] paths;
  private final long wallNanos;
  private final long costNanos;
  private final ProbeCost cost;
  private final long takenNanos;

  private PathCensus(
      Path[] paths, long wallNanos, long costNanos, ProbeCost cost, long takenNanos) {
    this.paths = paths;
    this.wallNanos = wallNanos;
    this.costNanos = costNanos;
    this.cost = cost;
    this.takenNanos = takenNanos;
  }

  /** Of the paths beneath a root, on the thread that writes them. */
  static PathCensus of(
      PathNode root, long wallNanos, long costNanos, ProbeCost cost, long takenNanos) {
    int[] size = new int[1];
    root.forEachBeneath(node -> size[0] += isToJudge(node) ? 1 : 0);
    Path[] paths = new Path[size[0]];
    int[] next = new int[1];
    root.forEachBeneath(
        node -> {
          if (isToJudge(node)) {
            paths[next[0]++] = pathOf(node);
          }
        });
    return new PathCensus(paths, wallNanos, costNanos, cost, takenNanos);
  }

  /** A root has probes of its own kind, which cannot be switched off. */
  private static boolean isToJudge(PathNode node) {
    return node.calls > 0 && node.parent != null;
  }

  private static Path pathOf(PathNode node) {
    return new Path(
        node.site, node.calls, node.times.timedCalls, node.times.totalNanos(node.calls));
  }

  void forEach(Consumer<Path> visitor) {
    for (Path path : paths) {
      visitor.accept(path);
    }
  }

  /** What the probes of a path cost; a census is taken of calls that are thinned. */
  double costOf(Path path) {
    return path.timedCalls * cost.thinnedNanos()
        + (path.calls - path.timedCalls) * cost.countedNanos();
  }

  /** The call's own time, without the cost of probes. */
  double ownNanos() {
    return Math.max(0, wallNanos - costNanos);
  }

  /** When it was taken, on the recorder's clock. */
  long takenNanos() {
    return takenNanos;
  }
}
