package io.targetedprofiler.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Any number of reports: what a file holds, and what files merged hold together. Merging loses
 * nothing; the calls stay apart, and their common tree is summed up when it is asked for.
 *
 * @param reports in the order in which they were added
 */
public record ReportSet(List<CallReport> reports) {

  /** Copies the list. */
  public ReportSet {
    reports = List.copyOf(reports);
  }

  /** A single report. */
  public static ReportSet of(CallReport report) {
    return new ReportSet(List.of(report));
  }

  /** These reports and then those. */
  public ReportSet plus(ReportSet others) {
    List<CallReport> all = new ArrayList<>(reports);
    all.addAll(others.reports);
    return new ReportSet(all);
  }

  /**
   * One tree for each profile, of all of its calls. Where two methods bear the same profile name,
   * each has a tree of its own.
   *
   * @return in the order in which the profiles first occur
   */
  public List<ProfileTree> trees() {
    Map<ProfileRoot, List<CallTree>> trees = new LinkedHashMap<>();
    for (CallReport report : reports) {
      ProfileRoot root = new ProfileRoot(report.profile(), report.tree().root().frame());
      trees.computeIfAbsent(root, r -> new ArrayList<>()).add(report.tree());
    }
    List<ProfileTree> merged = new ArrayList<>();
    trees.forEach((root, of) -> merged.add(new ProfileTree(root.profile, MergedTree.of(of))));
    return merged;
  }

  private record ProfileRoot(String profile, Frame frame) {}

  /**
   * The calls of one profile, summed up.
   *
   * @param profile the target's name
   * @param tree the tree of all its calls: the calls of its root are their number
   */
  public record ProfileTree(String profile, CallTree tree) {}
}
