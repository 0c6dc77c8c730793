package io.targetedprofiler.format;

import io.targetedprofiler.model.Lane;
import io.targetedprofiler.model.Timeline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the timeline of a report in a native file. */
final class JsonTimelineInput {
  private final JsonInput in;
  private final JsonFrames frames;
  private final JsonSegments segments;
  private final List<Lane> lanes = new ArrayList<>();
  private long omitted;

  JsonTimelineInput(JsonInput in, JsonFrames frames) {
    this.in = in;
    this.frames = frames;
    this.segments = new JsonSegments(in, frames);
  }

  Timeline read() throws IOException {
    in.object(this::field);
    return new Timeline(segments.list(), omitted, lanes);
  }

  private void field(String field) throws IOException {
    switch (field) {
      case "omitted" -> omitted = in.figure();
      case "segments" -> in.array(segments::add);
      case "lanes" -> in.array(() -> lanes.add(new Row().read()));
      default -> in.skip();
    }
  }

  /** A lane while its fields come in. */
  private final class Row {
    private String thread = "";
    private long handedOverNanos = -1;
    private long startNanos = -1;
    private final JsonSegments segments = new JsonSegments(in, frames);

    Lane read() throws IOException {
      in.object(this::field);
      if (handedOverNanos < 0 || startNanos < 0 || segments.list().isEmpty()) {
        throw in.broken("a lane needs \"handedOverNanos\", \"startNanos\" and \"segments\"");
      }
      if (startNanos + segments.list().get(0).durationNanos() < 0) {
        throw in.broken("figures that add up to more than 64 bits");
      }
      return new Lane(thread, handedOverNanos, startNanos, segments.list());
    }

    private void field(String field) throws IOException {
      switch (field) {
        case "thread" -> thread = in.text();
        case "handedOverNanos" -> handedOverNanos = in.figure();
        case "startNanos" -> startNanos = in.figure();
        case "segments" -> in.array(segments::add);
        default -> in.skip();
      }
    }
  }
}
