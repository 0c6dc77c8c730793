package io.targetedprofiler.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.targetedprofiler.model.ReportSet;
import java.io.CharConversionException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/**
 * Reads the native form, which {@link JsonWriter} writes and FORMAT.md describes, gzipped or not.
 * Fields that it does not know are skipped, wherever they stand. Needs jackson-core.
 *
 * <p>Input is not trusted: a file may unzip to 1 GiB and hold five million nodes, segments and the
 * like, figures must be such that a tree's accounts close, and anything else is refused. Stateless.
 */
public final class JsonReader {
  private static final long MAX_BYTES = 1L << 30;
  private static final int MAX_TEXT = 20_000_000;

  /** The form itself needs eight; later versions may need some more. */
  private static final int MAX_DEPTH = 100;

  private final long maxBytes;

  /** Names of fields are not interned: they are the file's to choose, and would stay for ever. */
  private final JsonFactory factory =
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

  /** A reader. */
  public JsonReader() {
    this(MAX_BYTES);
  }

  JsonReader(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * Reads one file to its end.
   *
   * @param in gzipped or not, need not be buffered; not closed
   * @param name of the file, for messages
   * @throws UnreadableException if it is no such file, one of a newer major version, or too large,
   *     be it for this JVM's memory
   * @throws IOException what {@code in} threw
   */
  public ReportSet read(InputStream in, String name) throws IOException {
    try (JsonParser parser = factory.createParser(Unzipped.of(in, name, maxBytes))) {
      return new JsonFile(new JsonInput(parser, name)).read();
    } catch (JsonProcessingException fault) {
      throw JsonFaults.of(fault, name);
    } catch (ZipException | EOFException fault) {
      throw new UnreadableException(name + ": not a whole gzip file");
    } catch (OutOfMemoryError small) { // What was read is garbage by now, and there is room again.
      throw new UnreadableException(name + ": needs more memory than this JVM may take (-Xmx)");
    } catch (CharConversionException fault) {
      throw new UnreadableException(name + ": not JSON: broken characters");
    }
  }
}
