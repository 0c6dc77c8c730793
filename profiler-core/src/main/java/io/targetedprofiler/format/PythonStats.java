package io.targetedprofiler.format;

import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.Frame;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Call trees, summed up as Python's profiler sums up: by function, and within each by caller. The
 * cumulative time of a function counts its outermost calls only, and so do its primitive calls; the
 * same holds for each pair of caller and callee. Source: CPython, {@code Modules/_lsprof.c} and
 * {@code Lib/cProfile.py}.
 *
 * <p>Frames that are the same to pstats (overloads whose line is not known) are one function. Walks
 * with a stack of its own.
 */
final class PythonStats {
  /** How Python names a function that stands in no file. */
  private static final String NO_FILE = "~";

  /** The identity of a function in pstats. */
  record Key(String file, int line, String name) {

    static Key of(Frame frame) {
      return frame.file().isEmpty()
          ? new Key(NO_FILE, 0, FullNames.of(frame))
          : new Key(WellFormed.of(frame.file()), Math.max(0, frame.line()), FullNames.of(frame));
    }
  }

  /** The figures of a function, or of it as called by one other. */
  static class Row {
    private long calls;
    private long primitiveCalls;
    private long selfNanos;
    private long totalNanos;
    private long maxNanos;
    private long errors;
    private boolean estimated;
    private boolean selfEstimated;

    /** How often it stands on the path from the root to where the walk is. */
    private int open;

    void enter(CallNode node) {
      calls = Sums.saturated(calls, node.calls());
      selfNanos = Sums.saturated(selfNanos, Math.max(0, node.selfNanos()));
      if (open == 0) {
        primitiveCalls = Sums.saturated(primitiveCalls, node.calls());
        totalNanos = Sums.saturated(totalNanos, node.totalNanos());
      }
      maxNanos = Math.max(maxNanos, node.maxNanos());
      errors = Sums.saturated(errors, node.errors());
      estimated |= node.isEstimated();
      selfEstimated |= node.isSelfEstimated();
      open++;
    }

    void exit() {
      open--;
    }

    long calls() {
      return calls;
    }

    long primitiveCalls() {
      return primitiveCalls;
    }

    long selfNanos() {
      return selfNanos;
    }

    long totalNanos() {
      return totalNanos;
    }

    MethodFigures figures(Optional<Frame> caller, Frame method) {
      return new MethodFigures(
          caller,
          method,
          calls,
          primitiveCalls,
          selfNanos,
          totalNanos,
          maxNanos,
          errors,
          selfEstimated,
          estimated);
    }
  }

  /** A function and its callers. */
  static final class Function extends Row {
    private final Key key;
    private final Frame frame;
    private final Map<Function, Row> callers = new LinkedHashMap<>();

    private Function(Key key, Frame frame) {
      this.key = key;
      this.frame = frame;
    }

    /** The first of the frames that it stands for. */
    Frame frame() {
      return frame;
    }

    Key key() {
      return key;
    }

    Map<Function, Row> callers() {
      return callers;
    }
  }

  private record Visit(Function function, @Nullable Row ofCaller, Iterator<CallNode> callees) {}

  private final Map<Key, Function> functions = new LinkedHashMap<>();

  /** All nodes of a method share its frame, and a key is put together anew each time. */
  private final IdentityHashMap<Frame, Function> functionsOfFrames = new IdentityHashMap<>();

  private final Deque<Visit> path = new ArrayDeque<>();

  PythonStats add(CallNode root) {
    enter(root, null);
    for (Visit visit = path.peek(); visit != null; visit = path.peek()) {
      if (visit.callees.hasNext()) {
        enter(visit.callees.next(), visit.function);
      } else {
        path.pop();
        visit.function.exit();
        if (visit.ofCaller != null) {
          visit.ofCaller.exit();
        }
      }
    }
    return this;
  }

  Collection<Function> functions() {
    return functions.values();
  }

  private void enter(CallNode node, @Nullable Function caller) {
    Function function = functionsOfFrames.computeIfAbsent(node.frame(), this::function);
    function.enter(node);
    Row ofCaller = null;
    if (caller != null) {
      ofCaller = function.callers.computeIfAbsent(caller, c -> new Row());
      ofCaller.enter(node);
    }
    path.push(new Visit(function, ofCaller, node.callees().iterator()));
  }

  private Function function(Frame frame) {
    return functions.computeIfAbsent(Key.of(frame), key -> new Function(key, frame));
  }
}
