package io.targetedprofiler.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Python's {@code marshal} format, version 2, as far as {@code pstats} needs it. Every Python since
 * 2.5 reads it. Source: CPython, {@code Python/marshal.c}. All numbers are little-endian.
 */
final class MarshalOutput {
  private static final int DIGIT_BITS = 15;

  private final OutputStream out;

  /** Writes to a stream that should be buffered. */
  MarshalOutput(OutputStream out) {
    this.out = out;
  }

  /** Begins a dictionary: keys and values in turn follow, then {@link #endDictionary}. */
  void beginDictionary() throws IOException {
    out.write('{');
  }

  void endDictionary() throws IOException {
    out.write('0');
  }

  /** Begins a tuple, which so many values must follow. */
  void beginTuple(int size) throws IOException {
    out.write('(');
    littleEndian(size, Integer.BYTES);
  }

  void string(String text) throws IOException {
    byte[] utf8 = text.getBytes(UTF_8);
    out.write('u');
    littleEndian(utf8.length, Integer.BYTES);
    out.write(utf8);
  }

  /** A whole number that is not negative. */
  void number(long value) throws IOException {
    if (value <= Integer.MAX_VALUE) {
      out.write('i');
      littleEndian(value, Integer.BYTES);
      return;
    }
    out.write('l');
    int digits = (Long.SIZE - Long.numberOfLeadingZeros(value) + DIGIT_BITS - 1) / DIGIT_BITS;
    littleEndian(digits, Integer.BYTES);
    for (int i = 0; i < digits; i++) {
      littleEndian((value >>> (i * DIGIT_BITS)) & ((1 << DIGIT_BITS) - 1), Short.BYTES);
    }
  }

  void number(double value) throws IOException {
    out.write('g');
    littleEndian(Double.doubleToLongBits(value), Double.BYTES);
  }

  private void littleEndian(long value, int bytes) throws IOException {
    for (int i = 0; i < bytes; i++) {
      out.write((int) (value >>> (i * Byte.SIZE)));
    }
  }
}
