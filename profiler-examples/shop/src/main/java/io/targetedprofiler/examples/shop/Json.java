package io.targetedprofiler.examples.shop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Records to JSON and back. */
final class Json {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no JSON for " + value.getClass(), e);
    }
  }

  /**
   * @throws IllegalArgumentException if the text is no JSON, or not that of the type; the message
   *     says what is wrong
   */
  static <T> T read(String json, Class<T> type) {
    try {
      T value = MAPPER.readValue(json, type);
      if (value == null) {
        throw new IllegalArgumentException("null is no " + type.getSimpleName());
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(reason(e), e);
    }
  }

  /**
   * A record that refuses its values says it best; otherwise Jackson's message without the text
   * around the error.
   */
  private static String reason(JsonProcessingException e) {
    return e.getCause() instanceof IllegalArgumentException refusal
        ? String.valueOf(refusal.getMessage())
        : e.getOriginalMessage();
  }
}
