package io.targetedprofiler.record;

import java.util.ArrayList;
import java.util.List;

/**
 * The tasks of one report of which a future can tell that they were cancelled: nobody else does,
 * for a cancelled task is never run. Those that have begun are forgotten as the list grows, so that
 * it is never much longer than the queues that the tasks stand in. Safe for use by many threads.
 */
final class Promised {

  private static final int FEW = 64;

  private final List<HandOver> tasks = new ArrayList<>();
  private int settleAt = FEW;

  void add(HandOver task) {
    boolean many;
    synchronized (tasks) {
      tasks.add(task);
      many = tasks.size() >= settleAt;
    }
    if (many) {
      settle();
      synchronized (tasks) {
        settleAt = Math.max(FEW, 2 * tasks.size());
      }
    }
  }

  /** Forgets those that have begun, and withdraws those that were cancelled. */
  void settle() {
    List<HandOver> cancelled = new ArrayList<>();
    synchronized (tasks) {
      tasks.removeIf(task -> task.hasBegun() || (task.isFutureCancelled() && cancelled.add(task)));
    }
    cancelled.forEach(HandOver::cancel); // may make the report
  }

  void clear() {
    synchronized (tasks) {
      tasks.clear();
    }
  }
}
