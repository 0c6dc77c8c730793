package io.targetedprofiler.format;

import io.targetedprofiler.model.Frame;

/**
 * What writer and reader of pprof files must agree on: the field numbers of {@code profile.proto}
 * (github.com/google/pprof) and how a frame stands in a function.
 */
final class Pprof {
  static final String CALLS = "calls";
  static final String COUNT = "count";
  static final String WALL = "wall";
  static final String CPU = "cpu";
  static final String NANOSECONDS = "nanoseconds";
  static final String ALLOCATED = "alloc_space";
  static final String BYTES = "bytes";
  static final String PROFILE_LABEL = "profile";
  static final String THREAD_LABEL = "thread";
  static final String TRACE_LABEL = "trace_id";

  private static final char SEPARATOR = '#';

  private Pprof() {}

  /** Fields of a profile. */
  static final class Profile {
    static final int SAMPLE_TYPE = 1;
    static final int SAMPLE = 2;
    static final int LOCATION = 4;
    static final int FUNCTION = 5;
    static final int STRING_TABLE = 6;
    static final int TIME_NANOS = 9;
    static final int DURATION_NANOS = 10;
    static final int PERIOD_TYPE = 11;
    static final int PERIOD = 12;
    static final int DEFAULT_SAMPLE_TYPE = 14;

    private Profile() {}
  }

  /** Fields of a sample and of its labels. */
  static final class Sample {
    static final int LOCATION_ID = 1;
    static final int VALUE = 2;
    static final int LABEL = 3;
    static final int LABEL_KEY = 1;
    static final int LABEL_STRING = 2;

    private Sample() {}
  }

  /** Fields of a value's type. */
  static final class Type {
    static final int TYPE = 1;
    static final int UNIT = 2;

    private Type() {}
  }

  /** Fields of a location and of its lines. */
  static final class Location {
    static final int ID = 1;
    static final int LINE = 4;
    static final int LINE_FUNCTION = 1;
    static final int LINE_NUMBER = 2;

    private Location() {}
  }

  /** Fields of a function. */
  static final class Function {
    static final int ID = 1;
    static final int NAME = 2;
    static final int SYSTEM_NAME = 3;
    static final int FILE = 4;
    static final int START_LINE = 5;

    private Function() {}
  }

  /**
   * The identity of a method, {@code com.acme.Orders#checkout(String)}: beside the {@link FullNames
   * full name} it tells where the class ends, and the overload. Empty for a block named by hand.
   * Where it is the same as the name, {@code go tool pprof} would take the name for one of C++ and
   * drop what stands in brackets.
   */
  static String systemName(Frame frame) {
    return frame.className().isEmpty() && frame.signature().isEmpty()
        ? ""
        : WellFormed.of(frame.className() + SEPARATOR + frame.method() + frame.signature());
  }

  /** The frame of a function. A name in a foreign file, without our identity, is one by hand. */
  static Frame frame(String name, String systemName, String file, int line) {
    if (systemName.startsWith(SEPARATOR + name)) {
      return new Frame("", name, systemName.substring(1 + name.length()), file, line);
    }
    int end = 0; // of the class: where `.` in the one stands against `#` in the other
    while (end < name.length()
        && end < systemName.length()
        && name.charAt(end) == systemName.charAt(end)) {
      end++;
    }
    boolean ours =
        end < name.length()
            && name.charAt(end) == '.'
            && systemName.length() >= name.length()
            && systemName.charAt(end) == SEPARATOR
            && systemName.startsWith(name.substring(end + 1), end + 1);
    return ours
        ? new Frame(
            name.substring(0, end),
            name.substring(end + 1),
            systemName.substring(name.length()),
            file,
            line)
        : new Frame("", name, "", file, line);
  }
}
