package io.targetedprofiler.format;

import io.targetedprofiler.model.Frame;
import io.targetedprofiler.model.Segment;
import io.targetedprofiler.model.Timeline;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the events of one profile: calls that begin and end, one within the other. */
final class SpeedscopeEvents {

  /** A call that has begun; its segment is put in place when it ends. */
  private record Open(Frame frame, PathTree.Path path, int number, long startNanos) {}

  /** Reads the number of a frame. */
  interface Frames {
    Frame read() throws IOException;
  }

  private final JsonInput in;
  private final StackReports reports;
  private final Deque<Open> open = new ArrayDeque<>();
  private final List<@Nullable Segment> segments = new ArrayList<>();
  private long firstNanos;
  private long nowNanos;

  private String type = "";
  private @Nullable Frame frame;
  private long atNanos;

  SpeedscopeEvents(JsonInput in, StackReports reports) {
    this.in = in;
    this.reports = reports;
  }

  void read(long unitNanos, Frames frames) throws IOException {
    type = "";
    frame = null;
    atNanos = -1;
    in.object(
        field -> {
          switch (field) {
            case "type" -> type = in.text();
            case "frame" -> frame = frames.read();
            case "at" -> atNanos = in.nanos(unitNanos);
            default -> in.skip();
          }
        });
    Frame of = frame;
    if (of == null || atNanos < 0 || !(type.equals("O") || type.equals("C"))) {
      throw in.broken("an event needs \"type\", which is \"O\" or \"C\", \"frame\" and \"at\"");
    }
    if (segments.isEmpty()) {
      firstNanos = atNanos;
      nowNanos = atNanos;
    }
    if (atNanos < nowNanos) {
      throw in.broken("expected an event that is not earlier than the one before");
    }
    Open innermost = open.peek();
    if (innermost != null) {
      innermost.path.add(0, atNanos - nowNanos);
    }
    nowNanos = atNanos;
    if (type.equals("O")) {
      begin(of);
    } else {
      end(of);
    }
  }

  private void begin(Frame of) {
    Open caller = open.peek();
    PathTree.Path path =
        caller == null ? reports.path(List.of(of)) : reports.beneath(caller.path, of);
    path.add(1, 0);
    open.push(new Open(of, path, segments.size(), nowNanos));
    segments.add(null);
  }

  private void end(Frame of) throws UnreadableException {
    Open innermost = open.poll();
    if (innermost == null || !innermost.frame.equals(of)) {
      throw in.broken("expected the end of the call that began last");
    }
    segments.set(
        innermost.number,
        new Segment(
            of,
            open.size(),
            innermost.startNanos - firstNanos,
            nowNanos - innermost.startNanos,
            false));
  }

  /**
   * The order of the calls. None if they have more than one root: a timeline is one of one call.
   *
   * @param omitted calls that are known not to be in it
   */
  Timeline end(long omitted) throws UnreadableException {
    if (!open.isEmpty()) {
      throw in.broken("expected an end of each call that begins");
    }
    List<Segment> closed = new ArrayList<>();
    int roots = 0;
    for (Segment segment : segments) {
      if (segment != null) {
        closed.add(segment);
        roots += segment.depth() == 0 ? 1 : 0;
      }
    }
    return roots == 1 ? new Timeline(closed, omitted) : Timeline.NONE;
  }
}
