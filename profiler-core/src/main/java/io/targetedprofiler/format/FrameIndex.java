package io.targetedprofiler.format;

import io.targetedprofiler.model.Frame;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers frames from zero in the order in which they are first asked for. For one thread. */
final class FrameIndex {
  private final Map<Frame, Integer> numbers = new HashMap<>();
  private final List<Frame> frames = new ArrayList<>();

  int of(Frame frame) {
    Integer known = numbers.putIfAbsent(frame, frames.size());
    if (known != null) {
      return known;
    }
    frames.add(frame);
    return frames.size() - 1;
  }

  /** The frames numbered so far; a frame's number is its place. */
  List<Frame> frames() {
    return Collections.unmodifiableList(frames);
  }
}
