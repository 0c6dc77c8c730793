package io.targetedprofiler.model;

import java.util.List;

/**
 * One task that ran beside the profiled call, in the order of its calls.
 *
 * @param thread name of the thread that ran it
 * @param handedOverNanos when it was handed over, counted from the begin of the profiled call
 * @param startNanos when it began, counted likewise
 * @param segments its calls as in a {@link Timeline}, but counted from its own begin; the first is
 *     the task itself
 */
public record Lane(String thread, long handedOverNanos, long startNanos, List<Segment> segments) {

  /** Copies the list. */
  public Lane {
    segments = List.copyOf(segments);
  }
}
