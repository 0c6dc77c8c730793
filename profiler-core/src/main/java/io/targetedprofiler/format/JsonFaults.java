package io.targetedprofiler.format;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is wrong with a file, in one line. */
final class JsonFaults {
  /** Of use to who calls the parser, not to who reads a file. */
  private static final Pattern OPTIONS = Pattern.compile(",? \\(?from `[^`]*`\\)?");

  private JsonFaults() {}

  static UnreadableException at(String file, @Nullable JsonLocation place, String what) {
    String where =
        place == null || place.getLineNr() < 0
            ? ""
            : ", line " + place.getLineNr() + ", column " + place.getColumnNr();
    return new UnreadableException(file + where + ": " + what);
  }

  /** What the parser itself found. */
  static UnreadableException of(JsonProcessingException fault, String file) {
    String what =
        fault instanceof JsonEOFException
            ? "the file ends too early"
            : "not JSON: " + firstLine(fault.getOriginalMessage());
    return at(file, fault.getLocation(), what);
  }

  private static String firstLine(String message) {
    return onOneLine(OPTIONS.matcher(message.lines().findFirst().orElse("")).replaceAll(""));
  }

  static String onOneLine(String text) {
    return OneLine.of(text, Glyphs.BOX);
  }
}
