package io.targetedprofiler.model;

import java.util.List;
import java.util.function.Function;

/**
 * One row of a flat profile: all calls of one method in a call tree, whatever paths led to it.
 *
 * @param method the method's {@link Frame#label()}, or the name of the group it was counted in
 * @param calls how often it was called, recursive calls included
 * @param totalNanos time within it, callees included. Only its outermost call on each path counts,
 *     so that recursion is not counted twice and no method takes longer than the root
 * @param selfNanos time in the method itself; over all rows these add up to the root's total and
 *     the running time of all that was handed over to other threads
 */
public record MethodTotals(String method, long calls, long totalNanos, long selfNanos) {

  /**
   * The flat profile of a tree by method; overloads share a row, as they share a label.
   *
   * @param root any node; what is beneath it counts
   * @return one row for each method, the one with the most self time first
   */
  public static List<MethodTotals> of(CallNode root) {
    return of(root, Frame::label);
  }

  /**
   * The flat profile of a tree by groups of methods. A group is treated as one method: its total
   * counts only the outermost call of any member on each path.
   *
   * @param root any node; what is beneath it counts
   * @param group names the group of a frame; asked at least once for each distinct frame
   * @return one row for each group, the one with the most self time first
   */
  public static List<MethodTotals> of(CallNode root, Function<Frame, String> group) {
    return new FlatProfile(group).add(root).rows();
  }
}
