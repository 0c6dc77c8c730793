package io.targetedprofiler.format;

import io.targetedprofiler.model.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All of a pprof profile but its samples, which cannot be understood without it. */
final class PprofTables {
  /** Each costs some hundred bytes of memory and may cost two in the file. */
  static final int MAX_ENTRIES = 1_000_000;

  /** Many functions may share one long name, and each takes it apart. */
  private static final long MAX_NAME_CHARACTERS = 100_000_000;

  private record ValueType(long type, long unit) {}

  private record Function(long name, long systemName, long file, long line) {}

  private final ProtoInput in;
  private final List<ProtoInput> rawStrings = new ArrayList<>();
  private final Map<Integer, String> strings = new HashMap<>();
  private final List<ValueType> types = new ArrayList<>();
  private final Map<Long, Function> functions = new HashMap<>();
  private final Map<Long, Long> functionsOfLocations = new HashMap<>();
  private final Map<Long, Frame> frames = new HashMap<>();
  private long timeNanos;
  private long nameCharacters;

  private PprofTables(ProtoInput in) {
    this.in = in;
  }

  static PprofTables read(ProtoInput in) throws UnreadableException {
    PprofTables tables = new PprofTables(in);
    while (in.next()) {
      tables.readField();
    }
    return tables;
  }

  private void readField() throws UnreadableException {
    switch (in.field()) {
      case Pprof.Profile.STRING_TABLE -> rawStrings.add(in.message());
      case Pprof.Profile.SAMPLE_TYPE -> types.add(type(in.message()));
      case Pprof.Profile.FUNCTION -> addFunction(in.message());
      case Pprof.Profile.LOCATION -> addLocation(in.message());
      case Pprof.Profile.TIME_NANOS -> timeNanos = in.number();
      default -> in.skip();
    }
    if (rawStrings.size() > MAX_ENTRIES
        || types.size() > MAX_ENTRIES
        || functions.size() > MAX_ENTRIES
        || functionsOfLocations.size() > MAX_ENTRIES) {
      throw in.broken("more than " + MAX_ENTRIES + " strings, functions or locations");
    }
  }

  long timeNanos() {
    return timeNanos;
  }

  /** Which of a sample's values is of this type; -1 if none is. */
  int valueIndex(String type, String unit) throws UnreadableException {
    for (int i = 0; i < types.size(); i++) {
      if (string(types.get(i).type).equals(type) && string(types.get(i).unit).equals(unit)) {
        return i;
      }
    }
    return -1;
  }

  int values() {
    return types.size();
  }

  String string(long number) throws UnreadableException {
    if (number < 0 || number >= rawStrings.size()) {
      throw in.broken("no string " + number);
    }
    return strings.computeIfAbsent((int) number, i -> rawStrings.get(i).text());
  }

  Frame frame(long location) throws UnreadableException {
    Frame known = frames.get(location);
    if (known != null) {
      return known;
    }
    @Nullable Long function = functionsOfLocations.get(location);
    @Nullable Function of = function == null ? null : functions.get(function);
    if (of == null) {
      throw in.broken("no location " + location + " with a function");
    }
    Frame frame = frame(of);
    frames.put(location, frame);
    return frame;
  }

  private Frame frame(Function of) throws UnreadableException {
    String name = string(of.name);
    String systemName = string(of.systemName);
    nameCharacters += name.length() + systemName.length();
    if (nameCharacters > MAX_NAME_CHARACTERS) {
      throw in.broken("more than " + MAX_NAME_CHARACTERS + " characters of names");
    }
    int line = (int) Math.max(0, Math.min(of.line, Integer.MAX_VALUE));
    return Pprof.frame(name, systemName, string(of.file), line);
  }

  private static ValueType type(ProtoInput message) throws UnreadableException {
    long type = 0;
    long unit = 0;
    while (message.next()) {
      switch (message.field()) {
        case Pprof.Type.TYPE -> type = message.number();
        case Pprof.Type.UNIT -> unit = message.number();
        default -> message.skip();
      }
    }
    return new ValueType(type, unit);
  }

  private void addFunction(ProtoInput message) throws UnreadableException {
    long id = 0;
    long name = 0;
    long systemName = 0;
    long file = 0;
    long line = 0;
    while (message.next()) {
      switch (message.field()) {
        case Pprof.Function.ID -> id = message.number();
        case Pprof.Function.NAME -> name = message.number();
        case Pprof.Function.SYSTEM_NAME -> systemName = message.number();
        case Pprof.Function.FILE -> file = message.number();
        case Pprof.Function.START_LINE -> line = message.number();
        default -> message.skip();
      }
    }
    functions.put(id, new Function(name, systemName, file, line));
  }

  private void addLocation(ProtoInput message) throws UnreadableException {
    long id = 0;
    long function = 0;
    int lines = 0;
    while (message.next()) {
      switch (message.field()) {
        case Pprof.Location.ID -> id = message.number();
        case Pprof.Location.LINE -> {
          function = functionOfLine(message.message());
          lines++;
        }
        default -> message.skip();
      }
    }
    if (lines > 1) {
      throw message.broken("a location of inlined calls, which this profiler does not write,");
    }
    functionsOfLocations.put(id, function);
  }

  private static long functionOfLine(ProtoInput message) throws UnreadableException {
    long function = 0;
    while (message.next()) {
      if (message.field() == Pprof.Location.LINE_FUNCTION) {
        function = message.number();
      } else {
        message.skip();
      }
    }
    return function;
  }
}
