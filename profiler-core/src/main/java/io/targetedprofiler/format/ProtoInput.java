package io.targetedprofiler.format;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Reads one message in the wire format of Protocol Buffers; the counterpart of {@link ProtoBuffer}.
 * Never reads beyond its own message, whatever lengths are claimed.
 */
final class ProtoInput {
  private static final int FIXED_64 = 1;
  private static final int FIXED_32 = 5;
  private static final int MAX_VARINT_BITS = 64;

  /** Takes the numbers of a repeated field. */
  interface Numbers {
    void add(long number) throws UnreadableException;
  }

  private final byte[] bytes;
  private final String file;
  private final int end;
  private int at;
  private int field;
  private int wireType;

  ProtoInput(byte[] bytes, String file) {
    this(bytes, file, 0, bytes.length);
  }

  private ProtoInput(byte[] bytes, String file, int start, int end) {
    this.bytes = bytes;
    this.file = file;
    this.at = start;
    this.end = end;
  }

  /** Moves to the next field, whose value must then be read or skipped. */
  boolean next() throws UnreadableException {
    if (at == end) {
      return false;
    }
    long tag = varint();
    wireType = (int) (tag & 7);
    field = (int) Math.min(tag >>> 3, Integer.MAX_VALUE);
    if (field == 0) {
      throw broken("a field without a number");
    }
    return true;
  }

  int field() {
    return field;
  }

  long number() throws UnreadableException {
    require(ProtoBuffer.VARINT);
    return varint();
  }

  /** The numbers of a repeated field, packed or one by one. */
  void numbers(Numbers sink) throws UnreadableException {
    if (wireType == ProtoBuffer.VARINT) {
      sink.add(varint());
      return;
    }
    ProtoInput packed = message();
    while (packed.at < packed.end) {
      sink.add(packed.varint());
    }
  }

  ProtoInput message() throws UnreadableException {
    require(ProtoBuffer.LENGTH_DELIMITED);
    long length = varint();
    if (length < 0 || length > end - at) {
      throw broken("a field that is longer than what holds it");
    }
    int start = at;
    at += (int) length;
    return new ProtoInput(bytes, file, start, at);
  }

  /** The whole message as text; what is not UTF-8 is replaced. */
  String text() {
    return new String(bytes, at, end - at, UTF_8);
  }

  void skip() throws UnreadableException {
    switch (wireType) {
      case ProtoBuffer.VARINT -> varint();
      case ProtoBuffer.LENGTH_DELIMITED -> message();
      case FIXED_64 -> skip(Long.BYTES);
      case FIXED_32 -> skip(Integer.BYTES);
      default -> throw broken("a field of unknown type " + wireType);
    }
  }

  UnreadableException broken(String what) {
    return new UnreadableException(file + ": not a pprof profile: " + what + " at byte " + at);
  }

  private void skip(int length) throws UnreadableException {
    if (length > end - at) {
      throw broken("a field that is cut off");
    }
    at += length;
  }

  private void require(int expected) throws UnreadableException {
    if (wireType != expected) {
      throw broken("field " + field + " of type " + wireType + " instead of " + expected);
    }
  }

  private long varint() throws UnreadableException {
    long value = 0;
    for (int shift = 0; shift < MAX_VARINT_BITS; shift += 7) {
      if (at == end) {
        throw broken("a number that is cut off");
      }
      byte next = bytes[at++];
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw broken("a number of more than ten bytes");
  }
}
