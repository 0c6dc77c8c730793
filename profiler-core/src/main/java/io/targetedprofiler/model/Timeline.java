package io.targetedprofiler.model;

import java.util.List;

/**
 * The calls of one profiled call in their order, each before those that it made. Recorded only
 * where it was asked for, and only so many: memory is bounded.
 *
 * @param segments in the order of their begin, so that a segment's callees follow it with a greater
 *     depth; each lies within its caller, and those of one caller do not overlap
 * @param omitted calls that did not fit, and are in the call tree only
 * @param lanes the tasks that other threads ran for the call, in the order of their begin
 */
public record Timeline(List<Segment> segments, long omitted, List<Lane> lanes) {

  /** No order was recorded. */
  public static final Timeline NONE = new Timeline(List.of(), 0);

  /** Copies the lists. */
  public Timeline {
    segments = List.copyOf(segments);
    lanes = List.copyOf(lanes);
  }

  /** Of one thread only. */
  public Timeline(List<Segment> segments, long omitted) {
    this(segments, omitted, List.of());
  }

  /** Whether an order was recorded. */
  public boolean isRecorded() {
    return !segments.isEmpty();
  }
}
