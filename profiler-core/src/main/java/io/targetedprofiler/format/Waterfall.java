package io.targetedprofiler.format;

import io.targetedprofiler.model.Lane;
import io.targetedprofiler.model.Segment;
import io.targetedprofiler.model.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a timeline in their order, each with a bar where it lies in the whole. As many as
 * there are lines for, the longest: as a call takes no longer than its caller and begins after it,
 * callers are among them. Pure.
 *
 * <p>Each other thread has a lane: a line with all that it ran, and beneath it its tasks; a thread
 * that ran one task needs that line only. Threads are told apart by their names.
 */
final class Waterfall {

  private static final int BAR = 40;

  /** Deeper calls stand no further to the right. */
  private static final int MAX_INDENT = 24;

  /**
   * A call, or all that a thread ran; with times from the begin of the profiled call.
   *
   * @param call null for all that a thread ran
   * @param tasks what is drawn with the time that it was queued
   * @param beginsLane whether it names its thread
   */
  private record Row(
      @Nullable Segment call,
      int indent,
      long startNanos,
      long durationNanos,
      List<Lane> tasks,
      boolean beginsLane) {

    /** A call of the calling thread, or one beneath a task. */
    static Row of(Segment call, int indent, long startNanos) {
      return new Row(call, indent, startNanos, call.durationNanos(), List.of(), false);
    }

    /** A task. */
    static Row of(Lane task, Segment call, int indent, boolean beginsLane) {
      long start = Sums.saturated(task.startNanos(), call.startNanos());
      return new Row(call, indent, start, call.durationNanos(), List.of(task), beginsLane);
    }

    /** All that a thread ran, where that is more than one task. */
    static Row of(List<Lane> tasks) {
      long busy = 0;
      for (Lane task : tasks) {
        busy = Sums.saturated(busy, took(task));
      }
      return new Row(null, 0, tasks.get(0).startNanos(), busy, tasks, true);
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
    List<Row> rows = rows(timeline);
    long whole = rows.isEmpty() ? 0 : rows.get(0).durationNanos();
    for (Lane lane : timeline.lanes()) { // one may end after the call
      whole = Math.max(whole, Sums.saturated(lane.startNanos(), took(lane)));
    }
    double least = minSharePercent * whole;
    List<Row> visible = new ArrayList<>();
    IntStream.range(0, rows.size())
        .boxed()
        .filter(i -> rows.get(i).durationNanos() * 100.0 >= least)
        .sorted(
            Comparator.comparingLong((Integer i) -> -rows.get(i).durationNanos())
                .thenComparing(Comparator.naturalOrder()))
        .limit(maxLines)
        .sorted()
        .forEach(i -> visible.add(rows.get(i)));
    long hidden = calls(rows) - calls(visible);
    return new Waterfall(visible, (int) hidden, whole, scale, glyphs);
  }

  private static long calls(List<Row> rows) {
    return rows.stream().filter(row -> row.call != null).count();
  }

  private static long took(Lane task) {
    return task.segments().isEmpty() ? 0 : task.segments().get(0).durationNanos();
  }

  /** The calling thread's calls, and then one thread after the other. */
  private static List<Row> rows(Timeline timeline) {
    List<Row> rows = new ArrayList<>();
    for (Segment call : timeline.segments()) {
      rows.add(Row.of(call, call.depth(), call.startNanos()));
    }
    Map<String, List<Lane>> byThread = new LinkedHashMap<>();
    for (Lane lane : timeline.lanes()) {
      byThread.computeIfAbsent(lane.thread(), thread -> new ArrayList<>()).add(lane);
    }
    for (List<Lane> tasks : byThread.values()) {
      boolean several = tasks.size() > 1;
      if (several) {
        rows.add(Row.of(tasks));
      }
      tasks.forEach(task -> addCalls(rows, task, several));
    }
    return rows;
  }

  private static void addCalls(List<Row> rows, Lane task, boolean beneathHead) {
    int indent = beneathHead ? 1 : 0;
    for (Segment call : task.segments()) {
      long start = Sums.saturated(task.startNanos(), call.startNanos());
      rows.add(
          call.depth() == 0
              ? Row.of(task, call, indent, !beneathHead)
              : Row.of(call, call.depth() + indent, start));
    }
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
    for (Row row : visible) {
      table.add(
          bar(row) + "  " + describe(row),
          List.of(scale.number(row.startNanos), scale.number(row.durationNanos)));
    }
    table.appendTo(out);
  }

  /** When it ran, and before that, how long it was queued. */
  private String bar(Row row) {
    String[] cells = new String[BAR];
    Arrays.fill(cells, " ");
    for (Lane task : row.tasks) {
      int from = column(task.handedOverNanos());
      Arrays.fill(cells, from, Math.max(from, column(task.startNanos())), glyphs.queued);
    }
    if (row.call != null) {
      fill(cells, row.startNanos, row.durationNanos);
    } else {
      row.tasks.forEach(task -> fill(cells, task.startNanos(), took(task)));
    }
    return String.join("", cells);
  }

  private void fill(String[] cells, long startNanos, long durationNanos) {
    int from = Math.min(column(startNanos), BAR - 1);
    int to = Math.max(from + 1, column(Sums.saturated(startNanos, durationNanos)));
    Arrays.fill(cells, from, to, glyphs.bar);
  }

  /** A file may claim times beyond the whole. */
  private int column(long nanos) {
    return wholeNanos == 0
        ? BAR
        : (int) Math.max(0, Math.min(BAR, Math.round((double) nanos * BAR / wholeNanos)));
  }

  private String describe(Row row) {
    StringBuilder text = new StringBuilder();
    if (row.beginsLane) {
      String thread = row.tasks.get(0).thread();
      text.append(glyphs.handOver).append(' ').append(OneLine.of(thread, glyphs));
      text.append(row.call == null ? "" : ": ");
    }
    Segment call = row.call;
    if (call == null) {
      return text.append("  ").append(row.tasks.size()).append(" tasks").toString();
    }
    return text.append("  ".repeat(Math.min(row.indent, MAX_INDENT)))
        .append(OneLine.of(call.frame().label(), glyphs))
        .append(Notes.of(call.counters(), glyphs))
        .append(call.threw() ? "  threw" : "")
        .toString();
  }
}
