package io.targetedprofiler.format;

import io.targetedprofiler.model.Frame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The frames of a native file, to which all that follows refers by number. */
final class JsonFrames {
  private final JsonInput in;
  private final List<Frame> frames = new ArrayList<>();

  JsonFrames(JsonInput in) {
    this.in = in;
  }

  /** Reads the array of them. */
  void read() throws IOException {
    in.array(() -> frames.add(new JsonFrame().read()));
  }

  /** The frame that the number in hand refers to. */
  Frame frame() throws IOException {
    if (frames.isEmpty()) {
      throw in.broken("expected \"frames\", which is missing or empty, before \"reports\"");
    }
    return frames.get((int) in.number(0, frames.size() - 1));
  }

  /** A frame while its fields come in. All but the method may be missing. */
  private final class JsonFrame {
    private String className = "";
    private String method = "";
    private String signature = "";
    private String file = "";
    private int line;
    private boolean hasMethod;

    Frame read() throws IOException {
      in.object(this::field);
      if (!hasMethod) {
        throw in.missing("method", "a frame");
      }
      return new Frame(className, method, signature, file, line);
    }

    private void field(String field) throws IOException {
      switch (field) {
        case "class" -> className = in.text();
        case "method" -> {
          method = in.text();
          hasMethod = true;
        }
        case "signature" -> signature = in.text();
        case "file" -> file = in.text();
        case "line" -> line = (int) in.number(0, Integer.MAX_VALUE);
        default -> in.skip();
      }
    }
  }
}
