package io.targetedprofiler.format;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file's content, unzipped if it is gzipped, up to a limit: a small file may unzip to anything.
 * Compression that is broken ends in an {@link UnreadableException}.
 */
final class Unzipped extends FilterInputStream {
  private static final int GZIP_MAGIC = 0x1f8b;
  private static final int BUFFER = 1 << 16;

  private final String file;
  private final long maxBytes;
  private long bytes;

  private Unzipped(InputStream content, String file, long maxBytes) {
    super(content);
    this.file = file;
    this.maxBytes = maxBytes;
  }

  /**
   * Looks whether the file is gzipped.
   *
   * @param in need not be buffered
   * @param file its name, for messages
   * @param maxBytes reading beyond as many, unzipped, throws {@link UnreadableException}
   */
  static InputStream of(InputStream in, String file, long maxBytes) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, BUFFER);
    buffered.mark(2);
    int magic = buffered.read() << 8 | buffered.read();
    buffered.reset();
    try {
      InputStream content = magic == GZIP_MAGIC ? new GZIPInputStream(buffered, BUFFER) : buffered;
      return new Unzipped(content, file, maxBytes);
    } catch (ZipException | EOFException broken) {
      throw notWhole(file);
    }
  }

  /** The whole of it. */
  static byte[] bytesOf(InputStream in, String file, int maxBytes) throws IOException {
    return of(in, file, maxBytes).readAllBytes();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    try {
      int read = super.read(to, offset, length);
      count(Math.max(0, read));
      return read;
    } catch (ZipException | EOFException broken) {
      throw notWhole(file);
    }
  }

  @Override
  public boolean markSupported() {
    return false; // What was read twice would count twice.
  }

  private void count(int read) throws UnreadableException {
    bytes += read;
    if (bytes > maxBytes) {
      throw new UnreadableException(
          file + ": larger than " + Bytes.human(maxBytes) + " unzipped, which is the limit");
    }
  }

  private static UnreadableException notWhole(String file) {
    return new UnreadableException(file + ": not a whole gzip file");
  }
}
