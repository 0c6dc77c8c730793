package io.targetedprofiler.format;

import io.targetedprofiler.model.AsyncWork;
import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.Frame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of one tree in a native file: a flat list, in which each names its caller by number. A
 * caller stands before its callees, so the tree has no cycle and its accounts are checked as they
 * come in.
 */
final class JsonNodes {
  private static final long MISSING = -1;

  private final JsonInput in;
  private final JsonFrames frames;
  private final JsonSums sums;
  private final List<Row> rows = new ArrayList<>();
  private long longestNanos;

  JsonNodes(JsonInput in, JsonFrames frames, JsonSums sums) {
    this.in = in;
    this.frames = frames;
    this.sums = sums;
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  int size() {
    return rows.size();
  }

  /** The longest of their times. */
  long longestNanos() {
    return longestNanos;
  }

  /** Reads one node. */
  void add() throws IOException {
    Row row = new Row();
    in.object(row::field);
    row.check();
    if (row.parent != NativeJson.NO_PARENT) {
      Row caller = rows.get(row.parent);
      caller.selfNanos -= row.totalNanos;
      if (caller.selfNanos < 0) {
        throw in.broken("node " + row.parent + " has callees that together take longer than it");
      }
    }
    sums.addCount(row.calls);
    sums.addCount(row.errors);
    for (long counter : row.counters.values()) {
      sums.addCount(counter);
    }
    longestNanos = Math.max(longestNanos, Math.max(row.measuredNanos, row.totalNanos));
    rows.add(row);
  }

  /** Callees become nodes before their callers do: from the last to the first. */
  CallNode toTree(IntFunction<List<AsyncWork>> async) {
    for (int i = rows.size() - 1; i > 0; i--) {
      rows.get(rows.get(i).parent).callees().add(rows.get(i).toNode(async.apply(i)));
    }
    return rows.get(0).toNode(async.apply(0));
  }

  /** A node while its fields come in. */
  private final class Row {
    private @Nullable Frame frame;
    private int parent = Integer.MIN_VALUE;
    private long calls = MISSING;
    private long timedCalls = MISSING;
    private long measuredNanos = MISSING;
    private long totalNanos = MISSING;
    private long standardErrorNanos = CallNode.UNKNOWN;
    private long minNanos = MISSING;
    private long maxNanos = MISSING;
    private long errors = MISSING;
    private Map<String, Long> counters = Map.of();

    /** The total less the callees that have come in. */
    private long selfNanos;

    /** The last first. Most nodes have none. */
    private @Nullable List<CallNode> callees;

    void field(String field) throws IOException {
      switch (field) {
        case "frame" -> frame = frames.frame();
        case "parent" -> parent = parent();
        case "calls" -> calls = in.figure();
        case "timedCalls" -> timedCalls = in.figure();
        case "measuredNanos" -> measuredNanos = in.figure();
        case "totalNanos" -> totalNanos = in.figure();
        case "standardErrorNanos" -> standardErrorNanos = in.figure();
        case "minNanos" -> minNanos = in.figure();
        case "maxNanos" -> maxNanos = in.figure();
        case "errors" -> errors = in.figure();
        case "counters" -> counters = in.counters();
        default -> in.skip();
      }
    }

    /** The first node is the root and has none; every other has one that stands before it. */
    private int parent() throws IOException {
      return rows.isEmpty()
          ? (int) in.number(NativeJson.NO_PARENT, NativeJson.NO_PARENT)
          : (int) in.number(0, rows.size() - 1);
    }

    void check() throws UnreadableException {
      require(frame != null, "frame");
      require(parent != Integer.MIN_VALUE, "parent");
      require(calls != MISSING, "calls");
      require(timedCalls != MISSING, "timedCalls");
      require(measuredNanos != MISSING, "measuredNanos");
      require(totalNanos != MISSING, "totalNanos");
      require(minNanos != MISSING, "minNanos");
      require(maxNanos != MISSING, "maxNanos");
      require(errors != MISSING, "errors");
      if (timedCalls > calls) {
        throw in.broken("more calls were timed than there were");
      }
      selfNanos = totalNanos;
    }

    private void require(boolean isThere, String field) throws UnreadableException {
      if (!isThere) {
        throw in.missing(field, "a node");
      }
    }

    List<CallNode> callees() {
      if (callees == null) {
        callees = new ArrayList<>(2);
      }
      return callees;
    }

    CallNode toNode(List<AsyncWork> async) {
      List<CallNode> children = callees == null ? new ArrayList<>(0) : callees;
      Collections.reverse(children);
      return new CallNode(
          Objects.requireNonNull(frame),
          calls,
          timedCalls,
          measuredNanos,
          totalNanos,
          standardErrorNanos,
          minNanos,
          maxNanos,
          errors,
          counters,
          children,
          async);
    }
  }
}
