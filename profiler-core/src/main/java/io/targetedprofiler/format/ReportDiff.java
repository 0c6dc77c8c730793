package io.targetedprofiler.format;

import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.Frame;
import io.targetedprofiler.model.ReportSet;
import io.targetedprofiler.model.ReportSet.ProfileTree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Two sets of reports, compared call path by call path. Paths are the same if the names on them
 * are: lines move when sources change. Walks with a stack of its own.
 */
public final class ReportDiff {

  /** What is compared, of one side; sums over all profiled calls. */
  record Figures(long calls, long selfNanos, long totalNanos) {
    static Figures of(List<CallNode> nodes) {
      long calls = 0;
      long self = 0;
      long total = 0;
      for (CallNode node : nodes) {
        calls = Sums.saturated(calls, node.calls());
        self = Sums.saturated(self, Math.max(0, node.selfNanos()));
        total = Sums.saturated(total, node.totalNanos());
      }
      return new Figures(calls, self, total);
    }
  }

  /** One call path of either side or both. */
  record Path(@Nullable Path caller, Frame frame, Profile profile, Figures before, Figures after) {

    double selfBefore() {
      return (double) before.selfNanos / Math.max(1, profile.before.calls);
    }

    double selfAfter() {
      return (double) after.selfNanos / Math.max(1, profile.after.calls);
    }

    double selfChange() {
      return selfAfter() - selfBefore();
    }
  }

  /** One profile, whose calls are those of its root. */
  public static final class Profile {
    private final String name;
    private final Figures before;
    private final Figures after;

    private Profile(String name, Figures before, Figures after) {
      this.name = name;
      this.before = before;
      this.after = after;
    }

    String name() {
      return name;
    }

    Figures before() {
      return before;
    }

    Figures after() {
      return after;
    }

    /** By how much the mean total time of a call has grown; empty if one side has no time. */
    public OptionalDouble growthPercent() {
      if (before.calls == 0 || after.calls == 0 || before.totalNanos == 0) {
        return OptionalDouble.empty();
      }
      double meanBefore = (double) before.totalNanos / before.calls;
      double meanAfter = (double) after.totalNanos / after.calls;
      return OptionalDouble.of((meanAfter / meanBefore - 1) * 100);
    }
  }

  private record Name(String className, String method, String signature) {
    static Name of(Frame frame) {
      return new Name(frame.className(), frame.method(), frame.signature());
    }
  }

  private record Root(String profile, Name name) {}

  /** Nodes of the same path on both sides. */
  private static final class Pair {
    private final List<CallNode> before = new ArrayList<>(1);
    private final List<CallNode> after = new ArrayList<>(1);

    Frame frame() {
      return (after.isEmpty() ? before : after).get(0).frame();
    }
  }

  private record Visit(Path path, Pair nodes) {}

  private static final Comparator<Path> MOST_CHANGED =
      Comparator.comparingDouble((Path path) -> Math.abs(path.selfChange())).reversed();

  private final List<Profile> profiles = new ArrayList<>();
  private final List<Path> paths = new ArrayList<>();

  private ReportDiff() {}

  /** Compares. */
  public static ReportDiff of(ReportSet before, ReportSet after) {
    Map<Root, Pair> roots = new LinkedHashMap<>();
    before.trees().forEach(tree -> pair(roots, tree).before.add(tree.tree().root()));
    after.trees().forEach(tree -> pair(roots, tree).after.add(tree.tree().root()));
    ReportDiff diff = new ReportDiff();
    roots.forEach((root, nodes) -> diff.add(root.profile, nodes));
    diff.paths.sort(MOST_CHANGED);
    return diff;
  }

  private static Pair pair(Map<Root, Pair> roots, ProfileTree tree) {
    Root root = new Root(tree.profile(), Name.of(tree.tree().root().frame()));
    return roots.computeIfAbsent(root, r -> new Pair());
  }

  private void add(String name, Pair roots) {
    Profile profile = new Profile(name, Figures.of(roots.before), Figures.of(roots.after));
    profiles.add(profile);
    Deque<Visit> left = new ArrayDeque<>();
    left.push(new Visit(path(null, profile, roots), roots));
    while (!left.isEmpty()) {
      Visit visit = left.pop();
      Map<Name, Pair> callees = new LinkedHashMap<>();
      for (CallNode node : visit.nodes.before) {
        node.callees().forEach(child -> callee(callees, child).before.add(child));
      }
      for (CallNode node : visit.nodes.after) {
        node.callees().forEach(child -> callee(callees, child).after.add(child));
      }
      callees.values().forEach(c -> left.push(new Visit(path(visit.path, profile, c), c)));
    }
  }

  private static Pair callee(Map<Name, Pair> callees, CallNode node) {
    return callees.computeIfAbsent(Name.of(node.frame()), n -> new Pair());
  }

  private Path path(@Nullable Path caller, Profile profile, Pair nodes) {
    Path path =
        new Path(caller, nodes.frame(), profile, Figures.of(nodes.before), Figures.of(nodes.after));
    paths.add(path);
    return path;
  }

  /** In the order in which they first occur. */
  public List<Profile> profiles() {
    return List.copyOf(profiles);
  }

  /** Those whose self time has changed most, in either direction, stand first. */
  List<Path> paths() {
    return List.copyOf(paths);
  }
}
