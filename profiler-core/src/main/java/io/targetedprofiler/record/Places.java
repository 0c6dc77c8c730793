package io.targetedprofiler.record;

import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The branches that one recording has met, by the node that handed over: so that only the first
 * hand-over of a kind has to look at the whole path. Confined to the recorder's thread.
 */
final class Places {

  private final IdentityHashMap<PathNode, IdentityHashMap<Object, Branch>> known =
      new IdentityHashMap<>(4);

  private @Nullable PathNode last;
  private Object[] pathOfLast = {};

  /** The branch of a place and a site; null if it is not to be followed. */
  @Nullable Branch branch(
      PathNode place, Object site, HandOvers handOvers, @Nullable Branch parent, RootSite root) {
    IdentityHashMap<Object, Branch> here = known.get(place);
    Branch branch = here == null ? null : here.get(site);
    if (branch == null) {
      branch = handOvers.branch(parent, pathOf(place), site, root);
      if (branch != null) {
        known.computeIfAbsent(place, p -> new IdentityHashMap<>(2)).put(site, branch);
      }
    }
    return branch;
  }

  /** The sites from the root to a node; a context is asked for where it is again and again. */
  Object[] pathOf(PathNode place) {
    if (place != last) {
      pathOfLast = walk(place);
      last = place;
    }
    return pathOfLast;
  }

  private static Object[] walk(PathNode place) {
    Object[] path = new Object[place.depth];
    PathNode node = place;
    for (int i = path.length - 1; i >= 0 && node != null; i--) {
      path[i] = node.site;
      node = node.parent;
    }
    return path;
  }
}
