package io.targetedprofiler.model;

import java.util.List;

/**
 * What was handed over to other threads at one place of a call tree and in one way: so many tasks,
 * folded into one. Stands beside the callees of the node that handed it over; its time is none of
 * that node's, for it ran at the same time.
 *
 * @param handedOver how many tasks were handed over; 0 in a supplement, whose tasks the report
 *     itself has counted
 * @param inline how many of them ran at once on the thread that was at work for the same report, as
 *     a full pool makes its caller do: what they did stands in the tree of that thread
 * @param queuedNanos from being handed over to beginning, summed over the tasks that ended
 * @param maxQueuedNanos the longest of these
 * @param threads names of the threads that ran them, the first {@value #MAX_THREADS} of them
 * @param tree the tasks' common call tree: the calls of its root are the tasks that ended, its
 *     total is their running time, its errors are those that threw. Its root's frame says how they
 *     were handed over, and where
 */
public record AsyncWork(
    long handedOver,
    long inline,
    long queuedNanos,
    long maxQueuedNanos,
    List<String> threads,
    CallTree tree) {

  /** Most names of threads that are kept. */
  public static final int MAX_THREADS = 16;

  /** Copies the list. */
  public AsyncWork {
    threads = List.copyOf(threads);
  }

  /** How many had not ended when the report was made: some may never have begun. */
  public long unfinished() {
    return Math.max(0, handedOver - inline - tree.root().calls());
  }
}
