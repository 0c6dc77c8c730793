package io.targetedprofiler.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;

/** JSON files that are not trusted: what their parsers share. Needs jackson-core. */
final class JsonSource {
  private static final int MAX_TEXT = 20_000_000;

  /** The native form itself needs eight; later versions may need some more. */
  private static final int MAX_DEPTH = 100;

  /** Names of fields are not interned: they are the file's to choose, and would stay for ever. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_TEXT)
                  .maxNameLength(MAX_TEXT)
                  .build())
          .build();

  private JsonSource() {}

  /** Reads a file's values. */
  interface Body<T> {
    T read(JsonInput in) throws IOException;
  }

  /**
   * Has a file read.
   *
   * @param content unzipped; not closed
   * @param file its name, for messages
   * @throws UnreadableException in place of whatever the parser found, or if memory is too small
   * @throws IOException what {@code content} threw
   */
  static <T> T read(InputStream content, String file, Body<T> body) throws IOException {
    try (JsonParser parser = FACTORY.createParser(content)) {
      return body.read(new JsonInput(parser, file));
    } catch (JsonProcessingException fault) {
      throw JsonFaults.of(fault, file);
    } catch (OutOfMemoryError small) { // What was read is garbage by now, and there is room again.
      throw new UnreadableException(file + ": needs more memory than this JVM may take (-Xmx)");
    } catch (CharConversionException fault) {
      throw new UnreadableException(file + ": not JSON: broken characters");
    }
  }
}
