package io.targetedprofiler.model;

import java.util.List;

/**
 * The calls of one profiled call in their order, each before those that it made. Recorded only
 * where it was asked for, and only so many: memory is bounded.
 *
 * @param segments in the order of their begin, so that a segment's callees follow it with a greater
 *     depth; each lies within its caller, and those of one caller do not overlap
 * @param omitted calls that did not fit, and are in the call tree only
 */
public record Timeline(List<Segment> segments, long omitted) {

  /** No order was recorded. */
  public static final Timeline NONE = new Timeline(List.of(), 0);

  /** Copies the list. */
  public Timeline {
    segments = List.copyOf(segments);
  }

  /** Whether an order was recorded. */
  public boolean isRecorded() {
    return !segments.isEmpty();
  }
}
