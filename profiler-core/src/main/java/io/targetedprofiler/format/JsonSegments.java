package io.targetedprofiler.format;

import io.targetedprofiler.model.Frame;
import io.targetedprofiler.model.Segment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the calls of one thread in their order. */
final class JsonSegments {
  private final JsonInput in;
  private final JsonFrames frames;
  private final List<Segment> segments = new ArrayList<>();

  JsonSegments(JsonInput in, JsonFrames frames) {
    this.in = in;
    this.frames = frames;
  }

  /** Reads one. */
  void add() throws IOException {
    segments.add(new Row().read());
  }

  List<Segment> list() {
    return segments;
  }

  /** A segment while its fields come in. */
  private final class Row {
    private @Nullable Frame frame;
    private int depth = -1;
    private long startNanos = -1;
    private long durationNanos = -1;
    private boolean threw;
    private Map<String, Long> counters = Map.of();

    Segment read() throws IOException {
      in.object(this::field);
      if (frame == null || depth < 0 || startNanos < 0 || durationNanos < 0) {
        throw in.broken(
            "a segment needs \"frame\", \"depth\", \"startNanos\" and \"durationNanos\"");
      }
      if (startNanos + durationNanos < 0) {
        throw in.broken("figures that add up to more than 64 bits");
      }
      return new Segment(frame, depth, startNanos, durationNanos, threw, counters);
    }

    private void field(String field) throws IOException {
      switch (field) {
        case "frame" -> frame = frames.frame();
        case "depth" -> depth = depth();
        case "startNanos" -> startNanos = start();
        case "durationNanos" -> durationNanos = in.figure();
        case "threw" -> threw = in.flag();
        case "counters" -> counters = in.counters();
        default -> in.skip();
      }
    }

    /** A callee follows its caller, so no depth is left out on the way down. */
    private int depth() throws IOException {
      return (int) in.number(0, segments.isEmpty() ? 0 : last().depth() + 1L);
    }

    private long start() throws IOException {
      return in.number(segments.isEmpty() ? 0 : last().startNanos(), Long.MAX_VALUE);
    }

    private Segment last() {
      return segments.get(segments.size() - 1);
    }
  }
}
