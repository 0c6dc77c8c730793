package io.targetedprofiler.format;

import io.targetedprofiler.model.Segment;
import io.targetedprofiler.model.Timeline;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Goes along a timeline and tells of each begin and each end in their order. Viewers rewrite or
 * refuse calls that overlap, and a file may claim anything: so each call is cut to lie within its
 * caller and behind the call before it, and whatever depths are claimed, begins and ends match.
 */
final class OpenCalls {

  /** Is told of begins and ends; the times never decrease. */
  interface Visitor {

    /** A call begins, of which the end is known already. */
    void begin(Segment call, long startNanos, long endNanos) throws IOException;

    /** The call that began last and is still open ends. */
    void end(Segment call, long endNanos) throws IOException;
  }

  private record Open(Segment call, long endNanos) {}

  private final Deque<Open> path = new ArrayDeque<>();
  private final Visitor visitor;
  private long now;

  private OpenCalls(Visitor visitor) {
    this.visitor = visitor;
  }

  static void walk(Timeline timeline, Visitor visitor) throws IOException {
    OpenCalls calls = new OpenCalls(visitor);
    for (Segment call : timeline.segments()) {
      calls.endDownTo(call.depth());
      calls.begin(call);
    }
    calls.endDownTo(Integer.MIN_VALUE);
  }

  private void begin(Segment call) throws IOException {
    Open caller = path.peek();
    long latest = caller == null ? Long.MAX_VALUE : caller.endNanos;
    long start = Math.max(now, Math.min(call.startNanos(), latest));
    // Not endNanos(), whose sum may overflow.
    long duration = Math.max(0, call.durationNanos());
    long end =
        Math.max(start, Math.min(latest, Sums.saturated(Math.max(0, call.startNanos()), duration)));
    now = start;
    path.push(new Open(call, end));
    visitor.begin(call, start, end);
  }

  private void endDownTo(int depth) throws IOException {
    for (Open open = path.peek(); open != null; open = path.peek()) {
      if (open.call.depth() < depth) {
        return;
      }
      path.pop();
      now = open.endNanos;
      visitor.end(open.call, open.endNanos);
    }
  }
}
