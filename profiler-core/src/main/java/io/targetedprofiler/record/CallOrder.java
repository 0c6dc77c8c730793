package io.targetedprofiler.record;

import io.targetedprofiler.model.Segment;
import io.targetedprofiler.model.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The timed calls of one profiled call in the order in which they began: some 30 bytes a call, up
 * to a limit. Written by the recorder's thread; once that has handed it over, by nobody.
 *
 * <p>A path is active at most once at a time, so its node knows the row of its open call, and there
 * is no stack here either.
 */
final class CallOrder {

  private static final int FIRST_ROWS = 64;

  private static final int KEPT_ROWS = 1024;

  /** The row of a call that did not fit. */
  private static final int NONE = -1;

  private int maxRows;
  private long startNanos;
  private int rows;
  private Object[] sites = new Object[FIRST_ROWS];
  private int[] depths = new int[FIRST_ROWS];
  private long[] starts = new long[FIRST_ROWS];
  private long[] durations = new long[FIRST_ROWS];
  private final BitSet threw = new BitSet();

  // What was counted of which row.
  private int counts;
  private int[] countedRows = new int[FIRST_ROWS];
  private String[] countedNames = new String[FIRST_ROWS];
  private long[] countedValues = new long[FIRST_ROWS];

  /**
   * Nothing was called yet.
   *
   * @param maxRows most calls to keep
   */
  CallOrder(int maxRows) {
    this.maxRows = maxRows;
  }

  /** A profiled call begins; what was known is forgotten. */
  void start(long nanos) {
    startNanos = nanos;
    rows = 0;
    counts = 0;
    threw.clear();
  }

  /** Whether it is not worth keeping for the next call. */
  boolean isLarge() {
    return sites.length > KEPT_ROWS || counts > KEPT_ROWS;
  }

  void begin(PathNode node) {
    if (rows == sites.length && rows < maxRows) {
      grow();
    }
    if (rows >= maxRows) {
      node.segment = NONE;
      return;
    }
    sites[rows] = node.site;
    depths[rows] = node.depth - 1;
    starts[rows] = node.times.startNanos - startNanos;
    durations[rows] = 0;
    node.segment = rows++;
  }

  /** The open call of a path, which was timed, has begun only now. */
  void startAgain(PathNode node) {
    if (node.segment != NONE) {
      starts[node.segment] = node.times.startNanos - startNanos;
    }
  }

  /** Counts something of the open call of a path, which was timed. */
  void count(PathNode node, String name, long value) {
    int row = node.segment;
    if (row == NONE) {
      return;
    }
    for (int i = counts - 1; i >= 0 && countedRows[i] == row; i--) {
      if (countedNames[i].equals(name)) {
        countedValues[i] += value;
        return;
      }
    }
    if (counts < countedRows.length || growCounts()) {
      countedRows[counts] = row;
      countedNames[counts] = name;
      countedValues[counts++] = value;
    }
  }

  private boolean growCounts() {
    try {
      int[] moreRows = Arrays.copyOf(countedRows, 2 * counts);
      String[] moreNames = Arrays.copyOf(countedNames, 2 * counts);
      long[] moreValues = Arrays.copyOf(countedValues, 2 * counts);
      countedRows = moreRows;
      countedNames = moreNames;
      countedValues = moreValues;
      return true;
    } catch (OutOfMemoryError e) {
      return false; // the tree has the count
    }
  }

  void end(PathNode node, long measuredNanos, int errors) {
    int row = node.segment;
    if (row != NONE) {
      durations[row] = measuredNanos;
      if (errors > 0) {
        threw.set(row);
      }
    }
  }

  private void grow() {
    try {
      int length = (int) Math.min(maxRows, 2L * rows);
      Object[] moreSites = Arrays.copyOf(sites, length);
      int[] moreDepths = Arrays.copyOf(depths, length);
      long[] moreStarts = Arrays.copyOf(starts, length);
      long[] moreDurations = Arrays.copyOf(durations, length);
      sites = moreSites;
      depths = moreDepths;
      starts = moreStarts;
      durations = moreDurations;
    } catch (OutOfMemoryError e) {
      maxRows = rows; // the application needs the memory more than we do
    }
  }

  int size() {
    return rows;
  }

  /**
   * The same as data, its sites as frames.
   *
   * @param calls how many there were in all
   */
  Timeline toTimeline(long calls) {
    CallCounters counters = new CallCounters();
    for (int i = 0; i < counts; i++) {
      counters.add(countedRows[i], countedNames[i], countedValues[i]);
    }
    List<Segment> segments = new ArrayList<>(rows);
    for (int row = 0; row < rows; row++) {
      segments.add(
          new Segment(
              Sites.frameOf(sites[row]),
              depths[row],
              starts[row],
              durations[row],
              threw.get(row),
              counters.of(row)));
    }
    return new Timeline(segments, Math.max(0, calls - rows));
  }
}
