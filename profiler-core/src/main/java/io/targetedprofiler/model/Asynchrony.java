package io.targetedprofiler.model;

import java.util.OptionalLong;

/**
 * How a profiled call and its asynchronous work hang together in time.
 *
 * @param returnedNanos when the method returned, counted from its begin, if what it returned was
 *     completed later: the tree is of the time until then, the wall time of the whole
 * @param unfollowed hand-overs that were not followed, because there were too many different ones
 *     or because they were nested too deeply
 * @param supplement 0 for the report of a call; from 1 on for what came in later, under the same
 *     number: tasks that ended after the report was made. The nodes of such a tree only lead to
 *     them and have no figures of their own
 */
public record Asynchrony(OptionalLong returnedNanos, long unfollowed, int supplement) {

  /** Of a call that was over when it returned, and whose every hand-over was followed. */
  public static final Asynchrony NONE = new Asynchrony(OptionalLong.empty(), 0, 0);

  /** Whether this is a supplement. */
  public boolean isSupplement() {
    return supplement > 0;
  }
}
