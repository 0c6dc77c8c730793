package io.targetedprofiler.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * JSON of unknown origin, value by value. Whoever reads a value must find it to be what it expects;
 * anything else ends in one line that says where. Bounds what can be kept of a file: a few bytes in
 * it may become many in memory.
 */
final class JsonInput {
  /** Some 700 MB of heap at worst, a merge of 50 trees of 100,000 paths in practice. */
  static final int MAX_ELEMENTS = 5_000_000;

  static final int MAX_CHARACTERS = 100_000_000;

  /** Reads the value of a field, or skips it: exactly one value. */
  interface Fields {
    void read(String name) throws IOException;
  }

  /** Reads the element of an array: exactly one value. */
  interface Elements {
    void read() throws IOException;
  }

  private final JsonParser parser;
  private final String file;
  private int elements;
  private int characters;

  JsonInput(JsonParser parser, String file) {
    this.parser = parser;
    this.file = file;
  }

  /** Moves to the first value. */
  void begin() throws IOException {
    if (parser.nextToken() == null) {
      throw new UnreadableException(file + ": is empty");
    }
  }

  /** Makes sure that nothing follows; reads to the end, where a checksum may stand. */
  void end() throws IOException {
    if (parser.nextToken() != null) {
      throw broken("expected the end of the file");
    }
  }

  void object(Fields fields) throws IOException {
    require(JsonToken.START_OBJECT, "an object");
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      fields.read(name);
    }
  }

  void array(Elements each) throws IOException {
    require(JsonToken.START_ARRAY, "an array");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      keep();
      each.read();
    }
  }

  /** An array whose elements the reader bounds by itself. */
  void elements(Elements each) throws IOException {
    require(JsonToken.START_ARRAY, "an array");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      each.read();
    }
  }

  void skip() throws IOException {
    parser.skipChildren();
  }

  String text() throws IOException {
    require(JsonToken.VALUE_STRING, "a text");
    keep(parser.getTextLength());
    return parser.getText();
  }

  boolean flag() throws IOException {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
      throw broken("expected true or false");
    }
    return token == JsonToken.VALUE_TRUE;
  }

  /** A figure: none is ever negative. */
  long figure() throws IOException {
    return number(0, Long.MAX_VALUE);
  }

  long number(long min, long max) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      long number = parser.getLongValue();
      if (number >= min && number <= max) {
        return number;
      }
    }
    throw broken("expected a whole number from " + min + " to " + max);
  }

  /** Figures by name. */
  Map<String, Long> counters() throws IOException {
    Map<String, Long> counters = new HashMap<>(4);
    object(
        name -> {
          keepName(name);
          counters.put(name, figure());
        });
    return counters;
  }

  /**
   * A time that is not negative, in nanoseconds; rounded if it is a fraction.
   *
   * @param unitNanos its unit
   */
  long nanos(long unitNanos) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NUMBER_INT) {
      long max = Long.MAX_VALUE / unitNanos;
      return number(0, max) * unitNanos;
    }
    if (token == JsonToken.VALUE_NUMBER_FLOAT) {
      double nanos = parser.getDoubleValue() * unitNanos;
      if (nanos >= 0 && nanos < Long.MAX_VALUE) {
        return Math.round(nanos);
      }
    }
    throw broken("expected a time that is not negative and fits 64 bits of nanoseconds");
  }

  /** Takes the name of a field into the bounds, where it is data. */
  void keepName(String name) throws UnreadableException {
    keep();
    keep(name.length());
  }

  private void keep() throws UnreadableException {
    if (++elements > MAX_ELEMENTS) {
      throw broken("more than " + MAX_ELEMENTS + " nodes, segments and the like are too many");
    }
  }

  private void keep(int length) throws UnreadableException {
    characters += length;
    if (characters > MAX_CHARACTERS) {
      throw broken("more than " + MAX_CHARACTERS + " characters of text are too many");
    }
  }

  private void require(JsonToken expected, String what) throws IOException {
    if (parser.currentToken() != expected) {
      throw broken("expected " + what);
    }
  }

  /** To throw where a value was read that cannot be. */
  UnreadableException broken(String what) {
    return JsonFaults.at(file, parser.currentTokenLocation(), field() + what);
  }

  /** To throw where an object ends without a field that it must have. */
  UnreadableException missing(String field, String what) {
    return broken(what + " without \"" + field + '"');
  }

  /** The innermost field whose value this is, or is part of. */
  private String field() {
    JsonStreamContext context = parser.getParsingContext();
    while (context != null && context.getCurrentName() == null) {
      context = context.getParent();
    }
    return context == null ? "" : JsonFaults.onOneLine(context.getCurrentName()) + ": ";
  }
}
