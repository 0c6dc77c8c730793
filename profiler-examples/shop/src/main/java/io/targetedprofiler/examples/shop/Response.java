package io.targetedprofiler.examples.shop;

import java.util.Map;

/** What an {@link Endpoint} answers. */
record Response(int status, String contentType, String body) {

  static Response json(int status, Object value) {
    return new Response(status, "application/json", Json.write(value));
  }

  static Response error(int status, String message) {
    return json(status, Map.of("error", message));
  }

  static Response text(String contentType, String text) {
    return new Response(200, contentType, text);
  }
}
