package io.targetedprofiler.record;

import org.jspecify.annotations.Nullable;

/** What makes hand-overs the same kind: parent, call path and site, all compared by identity. */
final class BranchKey {

  private final @Nullable Branch parent;
  private final Object[] path;
  private final Object site;
  private final int hash;

  BranchKey(@Nullable Branch parent, Object[] path, Object site) {
    this.parent = parent;
    this.path = path;
    this.site = site;
    int sum = 31 * System.identityHashCode(parent) + System.identityHashCode(site);
    for (Object step : path) {
      sum = 31 * sum + System.identityHashCode(step);
    }
    this.hash = sum;
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof BranchKey key)
        || key.parent != parent
        || key.site != site
        || key.path.length != path.length) {
      return false;
    }
    for (int i = 0; i < path.length; i++) {
      if (key.path[i] != path[i]) {
        return false;
      }
    }
    return true;
  }
}
