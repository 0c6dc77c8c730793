package io.targetedprofiler.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An independent little reader of Python's marshal format. */
final class MarshalInput {
  private static final Object END = new Object();

  private final ByteBuffer in;

  MarshalInput(byte[] file) {
    in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
  }

  Object read() {
    char type = (char) in.get();
    return switch (type) {
      case '0' -> END;
      case 'i' -> (long) in.getInt();
      case 'g' -> in.getDouble();
      case 'l' -> bigNumber(in.getInt());
      case 'u' -> text(in.getInt());
      case '(' -> tuple(in.getInt());
      case '{' -> dictionary();
      default -> throw new IllegalArgumentException("type " + type);
    };
  }

  private Object bigNumber(int digits) {
    BigInteger value = BigInteger.ZERO;
    for (int i = 0; i < digits; i++) {
      value = value.add(BigInteger.valueOf(in.getShort()).shiftLeft(15 * i));
    }
    return value.longValueExact();
  }

  private String text(int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, UTF_8);
  }

  private List<Object> tuple(int size) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      values.add(read());
    }
    return values;
  }

  private Map<Object, Object> dictionary() {
    Map<Object, Object> entries = new LinkedHashMap<>();
    for (Object key = read(); key != END; key = read()) {
      if (entries.put(key, read()) != null) {
        throw new IllegalArgumentException("twice: " + key);
      }
    }
    return entries;
  }
}
