package io.targetedprofiler.format;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A file's content, unzipped if need be, up to a limit: a small file may unzip to anything. */
final class WholeFile {
  private static final int GZIP_MAGIC = 0x1f8b;

  private WholeFile() {}

  /**
   * Reads to the end.
   *
   * @throws UnreadableException if there is more than {@code maxBytes}, or the compression is
   *     broken
   */
  static byte[] read(InputStream in, String name, int maxBytes) throws IOException {
    try {
      byte[] content = unzipped(in).readNBytes(maxBytes + 1);
      if (content.length > maxBytes) {
        throw new UnreadableException(
            name + ": larger than " + Bytes.human(maxBytes) + " unzipped, which is the limit");
      }
      return content;
    } catch (ZipException | EOFException broken) {
      throw new UnreadableException(name + ": not a whole gzip file");
    }
  }

  private static InputStream unzipped(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in);
    buffered.mark(2);
    int magic = buffered.read() << 8 | buffered.read();
    buffered.reset();
    return magic == GZIP_MAGIC ? new GZIPInputStream(buffered, 1 << 16) : buffered;
  }
}
