package io.targetedprofiler.format;

import java.util.Map;
import java.util.TreeMap;

/** What stands behind the name of a call: what was counted of it. */
final class Notes {

  private Notes() {}

  static String of(Map<String, Long> counters, Glyphs glyphs) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(counters)
        .forEach(
            (name, value) ->
                text.append("  ").append(OneLine.of(name, glyphs)).append('=').append(value));
    return text.toString();
  }
}
