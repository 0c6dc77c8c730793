package io.targetedprofiler.record;

import java.util.IdentityHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A call path: one node of the mutable calling context tree (Ammons, Ball and Larus, PLDI 1997).
 * Confined to the recorder's thread.
 *
 * <p>A node is active at most once at a time, recursion making deeper nodes, so its start time
 * lives in the node and there is no stack beside the tree. Children are found by identity: first
 * the one used last and the one that came after it the last time, then the sibling list, and a hash
 * index for the rare node with many children, so that a site with thousands of callees costs no
 * quadratic walk.
 */
final class PathNode {

  /** Length of a sibling list from which on an index pays. */
  private static final int INDEX_FROM = 16;

  final Object site;
  final @Nullable PathNode parent;
  final int depth;

  @Nullable PathNode firstChild;
  @Nullable PathNode nextSibling;

  /** The child that was called last. */
  @Nullable PathNode lastUsed;

  /** The sibling that was called after this one, the last time. */
  @Nullable PathNode usedNext;

  private @Nullable IdentityHashMap<Object, PathNode> index;
  private int children;

  /** How many calls the current one stands for; 0 if it is only counted. */
  long weight;

  long calls;
  long errors;

  /** One in so many calls is timed. */
  int stride;

  int callsToSkip;

  final CallTimes times = new CallTimes();

  /** Of calls that are over and were not reported; null if there are none. */
  @Nullable PathSums sums;

  /** Of calls that leave the program; most have none. */
  @Nullable Tally tallies;

  /** Whether it is one of marked methods, or of what leaves the program. */
  boolean marked;

  /** Which row of the {@link CallOrder} the open call is. */
  int segment;

  /** Where the node stands in the snapshot being taken. */
  int row;

  PathNode(Object site, @Nullable PathNode parent) {
    this.site = site;
    this.parent = parent;
    this.depth = parent == null ? 1 : parent.depth + 1;
    reset();
  }

  /** The child for a site; null if this path is new. */
  @Nullable PathNode child(Object childSite) {
    PathNode child = null;
    if (index != null) {
      child = index.get(childSite);
    } else {
      for (PathNode c = firstChild; c != null; c = c.nextSibling) {
        if (c.site == childSite) {
          child = c;
          break;
        }
      }
    }
    return child;
  }

  /** Adds a child for a site that has none. */
  PathNode addChild(Object childSite) {
    PathNode child = new PathNode(childSite, this);
    if (children + 1 == INDEX_FROM) {
      index = indexed();
    }
    if (index != null) {
      index.put(childSite, child);
    }
    children++;
    child.nextSibling = firstChild;
    firstChild = child;
    return child;
  }

  private IdentityHashMap<Object, PathNode> indexed() {
    IdentityHashMap<Object, PathNode> bySite = new IdentityHashMap<>();
    for (PathNode c = firstChild; c != null; c = c.nextSibling) {
      bySite.put(c.site, c);
    }
    return bySite;
  }

  /**
   * Forgets the figures and keeps the children: the next call of the same method probably takes the
   * same paths.
   */
  void reset() {
    calls = 0;
    errors = 0;
    stride = 1;
    callsToSkip = 0;
    times.reset();
    for (Tally tally = tallies; tally != null; tally = tally.next) {
      tally.reset();
    }
  }

  /**
   * Counts something of its open call.
   *
   * @param name one of a few
   */
  void count(String name, long value) {
    Tally tally = tallies;
    while (tally != null && !tally.name.equals(name)) {
      tally = tally.next;
    }
    if (tally == null) {
      tally = new Tally(name, tallies);
      tallies = tally;
    }
    tally.counted = true;
    tally.sum += value;
  }

  /** Adds the figures to the sums, and forgets them. */
  void sumUp() {
    PathSums added = sums;
    if (added == null) {
      added = new PathSums();
      sums = added;
    }
    added.add(this);
    reset();
  }

  /** Visits this node and all known ones beneath it, callers before callees. */
  void forEachBeneath(Consumer<PathNode> visitor) {
    PathNode node = this;
    while (node != null) {
      visitor.accept(node);
      node = node.firstChild != null ? node.firstChild : following(node);
    }
  }

  /** How many calls are over on it and on all paths beneath it. */
  long callsBeneath() {
    long sum = 0;
    PathNode node = this;
    while (node != null) {
      sum += node.calls;
      node = node.firstChild != null ? node.firstChild : following(node);
    }
    return sum;
  }

  /** The next node that is not beneath a node; null if this one is its last. */
  private @Nullable PathNode following(PathNode node) {
    for (PathNode up = node; up != null && up != this; up = up.parent) {
      if (up.nextSibling != null) {
        return up.nextSibling;
      }
    }
    return null;
  }

  /** Forgets the children too. */
  void prune() {
    firstChild = null;
    lastUsed = null;
    index = null;
    children = 0;
  }
}
