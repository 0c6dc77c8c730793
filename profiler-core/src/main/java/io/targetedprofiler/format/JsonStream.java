package io.targetedprofiler.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;

/** How JSON is written here. In a class of its own, since Jackson may be absent. */
final class JsonStream {
  private JsonStream() {}

  /** Writes UTF-8 to a stream that it flushes, and leaves open. */
  static JsonGenerator to(OutputStream out) throws IOException {
    return new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
  }
}
