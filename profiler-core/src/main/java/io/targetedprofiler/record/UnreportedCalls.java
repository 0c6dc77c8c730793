package io.targetedprofiler.record;

import io.targetedprofiler.model.CallTree;
import java.util.List;

/**
 * Calls of one root that were too quick to be reported, summed up: nobody will read them one by
 * one, but meters count them. Immutable.
 */
public final class UnreportedCalls {

  private final RootSite site;
  private final TreeSnapshot tree;

  UnreportedCalls(RootSite site, TreeSnapshot tree) {
    this.site = site;
    this.tree = tree;
  }

  /** The target's name. */
  public String profile() {
    return site.profile();
  }

  /** How many call paths there are: what they weigh in memory. */
  public int weight() {
    return tree.nodes();
  }

  /** The tree of all of them; minima, maxima, errors and losses are not kept. */
  public CallTree toTree() {
    site.clock().calibrate();
    return tree.toTree(List.of());
  }
}
