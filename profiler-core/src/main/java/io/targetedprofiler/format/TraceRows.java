package io.targetedprofiler.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives reports rows in which they do not overlap: one a thread, more where that does not do. */
final class TraceRows {
  /**
   * A report's begin is known to the millisecond, always rather too early, so that one of two calls
   * in a row can seem to begin before the other has ended. It is then moved behind it.
   */
  private static final long CLOCK_STEP_NANOS = 1_000_000;

  private final Map<String, List<Row>> rows = new HashMap<>();
  private int last;

  /** The row of the next report of a thread; the reports must come in the order of their begin. */
  Row rowFor(String thread, long startNanos) {
    List<Row> ofThread = rows.computeIfAbsent(thread, t -> new ArrayList<>());
    for (Row row : ofThread) {
      if (row.endNanos - startNanos < CLOCK_STEP_NANOS) {
        return row;
      }
    }
    Row row = new Row(++last);
    ofThread.add(row);
    return row;
  }

  /** One row. */
  static final class Row {
    private final int number;
    private boolean used;
    private long endNanos;

    private Row(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }

    boolean isNew() {
      return !used;
    }

    /** Where a report that claims to begin then is to begin. */
    long startNanos(long claimedNanos) {
      return Math.max(claimedNanos, endNanos);
    }

    /** The report that was put here last ends then. */
    void endsAt(long nanos) {
      used = true;
      endNanos = nanos;
    }
  }
}
