package io.targetedprofiler.format;

import io.targetedprofiler.model.Lane;
import io.targetedprofiler.model.Segment;
import io.targetedprofiler.model.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a timeline in their order, each with a bar where it lies in the whole. As many as
 * there are lines for, the longest: as a call takes no longer than its caller and begins after it,
 * callers are among them. Pure.
 */
final class Waterfall {

  private static final int BAR = 40;

  /** Deeper calls stand no further to the right. */
  private static final int MAX_INDENT = 24;

  /** A call, with times from the begin of the profiled call; where a lane begins, its thread. */
  private record Row(Segment call, long startNanos, @Nullable String thread) {
    long durationNanos() {
      return call.durationNanos();
    }
  }

  private final List<Row> visible;
  private final int hidden;
  private final long wholeNanos;
  private final TimeScale scale;
  private final Glyphs glyphs;

  private Waterfall(
      List<Row> visible, int hidden, long wholeNanos, TimeScale scale, Glyphs glyphs) {
    this.visible = visible;
    this.hidden = hidden;
    this.wholeNanos = wholeNanos;
    this.scale = scale;
    this.glyphs = glyphs;
  }

  static Waterfall of(
      Timeline timeline, int maxLines, double minSharePercent, TimeScale scale, Glyphs glyphs) {
    List<Row> segments = rows(timeline);
    long whole = segments.isEmpty() ? 0 : segments.get(0).durationNanos();
    for (Lane lane : timeline.lanes()) { // one may end after the call
      long took = lane.segments().isEmpty() ? 0 : lane.segments().get(0).durationNanos();
      whole = Math.max(whole, Sums.saturated(lane.startNanos(), took));
    }
    double least = minSharePercent * whole;
    List<Row> visible = new ArrayList<>();
    IntStream.range(0, segments.size())
        .boxed()
        .filter(i -> segments.get(i).durationNanos() * 100.0 >= least)
        .sorted(
            Comparator.comparingLong((Integer i) -> -segments.get(i).durationNanos())
                .thenComparing(Comparator.naturalOrder()))
        .limit(maxLines)
        .sorted()
        .forEach(i -> visible.add(segments.get(i)));
    return new Waterfall(visible, segments.size() - visible.size(), whole, scale, glyphs);
  }

  /** The calling thread's calls, and then one lane after the other. */
  private static List<Row> rows(Timeline timeline) {
    List<Row> rows = new ArrayList<>();
    for (Segment call : timeline.segments()) {
      rows.add(new Row(call, call.startNanos(), null));
    }
    for (Lane lane : timeline.lanes()) {
      for (Segment call : lane.segments()) {
        long start = Sums.saturated(lane.startNanos(), call.startNanos());
        rows.add(new Row(call, start, call.depth() == 0 ? lane.thread() : null));
      }
    }
    return rows;
  }

  /** How many calls of the timeline it does not show. */
  int hidden() {
    return hidden;
  }

  /** Writes a heading and a line for each call; nothing if the call made no others. */
  void appendTo(StringBuilder out) {
    if (visible.size() + hidden < 2) {
      return;
    }
    Table table =
        new Table(
            List.of(
                new Table.Column("start " + scale.unit(), 1, 8),
                new Table.Column("took " + scale.unit(), 2, 8)),
            "waterfall" + " ".repeat(BAR - "waterfall".length()) + "  call");
    for (Row segment : visible) {
      table.add(
          bar(segment) + "  " + describe(segment),
          List.of(scale.number(segment.startNanos), scale.number(segment.durationNanos())));
    }
    table.appendTo(out);
  }

  private String bar(Row segment) {
    int from = Math.min(column((double) segment.startNanos), BAR - 1);
    int to = Math.max(from + 1, column((double) segment.startNanos + segment.durationNanos()));
    return " ".repeat(from) + glyphs.bar.repeat(to - from) + " ".repeat(BAR - to);
  }

  /** A file may claim times beyond the whole. */
  private int column(double nanos) {
    return wholeNanos == 0 ? BAR : (int) Math.min(BAR, Math.round(nanos * BAR / wholeNanos));
  }

  private String describe(Row row) {
    Segment segment = row.call;
    String lane =
        row.thread == null ? "" : glyphs.handOver + ' ' + OneLine.of(row.thread, glyphs) + ": ";
    return lane
        + "  ".repeat(Math.min(segment.depth(), MAX_INDENT))
        + OneLine.of(segment.frame().label(), glyphs)
        + Notes.of(segment.counters(), glyphs)
        + (segment.threw() ? "  threw" : "");
  }
}
