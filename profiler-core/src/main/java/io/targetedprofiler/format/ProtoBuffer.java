package io.targetedprofiler.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * One message in the wire format of Protocol Buffers, as far as pprof needs it: variable-length
 * numbers and fields with a length. Source: the section "Encoding" of the Protocol Buffers
 * documentation.
 */
final class ProtoBuffer {
  static final int VARINT = 0;
  static final int LENGTH_DELIMITED = 2;

  private byte[] bytes = new byte[128];
  private int size;

  /** A bare number, seven bits a byte, the lowest first. */
  ProtoBuffer varint(long value) {
    reserve(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
    return this;
  }

  /** A number; zero is what a field that is left out means. */
  ProtoBuffer field(int number, long value) {
    return value == 0 ? this : varint(tag(number, VARINT)).varint(value);
  }

  ProtoBuffer field(int number, String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    return lengthDelimited(number, utf8, utf8.length);
  }

  ProtoBuffer field(int number, ProtoBuffer message) {
    return lengthDelimited(number, message.bytes, message.size);
  }

  private ProtoBuffer lengthDelimited(int number, byte[] content, int length) {
    varint(tag(number, LENGTH_DELIMITED)).varint(length);
    reserve(length);
    System.arraycopy(content, 0, bytes, size, length);
    size += length;
    return this;
  }

  private static long tag(int number, int wireType) {
    return (long) number << 3 | wireType;
  }

  /** Empties it, to be filled anew. */
  ProtoBuffer clear() {
    size = 0;
    return this;
  }

  /** Moves the content to a stream. */
  void drainTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
    size = 0;
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
