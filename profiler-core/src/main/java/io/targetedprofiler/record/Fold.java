package io.targetedprofiler.record;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What lies beyond a limit: calls that get no node of their own. Only their sites are kept, on a
 * stack, so that an exit that never came is noticed here as well; the stack is no deeper than the
 * thread's own. Confined to the recorder's thread.
 *
 * <p>While calls are being folded, {@link #marker} stands as the recorder's current node. No site
 * equals the marker's and it has no children, so that the fast paths of enter and exit need no test
 * for folding.
 */
final class Fold {

  private static final int KEPT_CAPACITY = 64;
  private static final Object[] NONE = {};

  final PathNode marker = new PathNode(new Object(), null);

  /** The node that calls are folded into; null while nothing is folded. */
  @Nullable PathNode into;

  private Object[] sites = NONE;
  private int size;

  void begin(PathNode node, Object site) {
    into = node;
    push(site);
  }

  void push(Object site) {
    if (size == sites.length) {
      sites = Arrays.copyOf(sites, Math.max(KEPT_CAPACITY, size * 2));
    }
    sites[size++] = site;
  }

  /**
   * Ends the innermost folded call of a site, and those above it whose exits never came.
   *
   * @return how many calls ended; 0 if no folded call is of that site
   */
  int pop(Object site) {
    for (int i = size - 1; i >= 0; i--) {
      if (sites[i] == site) {
        int ended = size - i;
        Arrays.fill(sites, i, size, null);
        size = i;
        return ended;
      }
    }
    return 0;
  }

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  /**
   * Ends all folded calls and returns the node that they were folded into. Runs in an exit, perhaps
   * at the end of the stack or of the heap: it allocates nothing, and what calls comes first, so
   * that it can be done again.
   */
  PathNode clear() {
    if (sites.length > KEPT_CAPACITY) {
      sites = NONE;
    } else {
      Arrays.fill(sites, 0, size, null);
    }
    PathNode node = into == null ? marker : into;
    size = 0;
    into = null;
    return node;
  }
}
