package io.targetedprofiler.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.targetedprofiler.model.Frame;
import io.targetedprofiler.model.ReportSet;
import io.targetedprofiler.model.Timeline;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads collapsed stacks, as {@link CollapsedWriter} and other profilers write them: one report for
 * each root. A file does not say what its weights are, and has one kind of them: one of time knows
 * no calls, whose number is 0 then, and one of calls no time. Neither knows files and lines.
 *
 * <p>Input is not trusted: at most 1 GiB unzipped, a million paths and 20 million characters a line
 * are read. Stateless.
 */
public final class CollapsedReader implements ReportReader {
  private static final long MAX_BYTES = 1L << 30;
  private static final int MAX_LINE = 20_000_000;
  private static final int MAX_NAME_CHARACTERS = 100_000_000;
  private static final long NANOS_PER_MICRO = 1_000;

  private final boolean time;

  /** A reader of files whose weights are self time in microseconds. */
  public CollapsedReader() {
    this(true);
  }

  private CollapsedReader(boolean time) {
    this.time = time;
  }

  /** A reader of files whose weights are numbers of calls. */
  public static CollapsedReader ofCalls() {
    return new CollapsedReader(false);
  }

  @Override
  public ReportSet read(InputStream in, String name) throws IOException {
    return new Lines(name)
        .read(
            new BufferedReader(
                new InputStreamReader(Unzipped.of(in, name, MAX_BYTES), UTF_8), 1 << 16));
  }

  private final class Lines {
    private final String file;
    private final StackReports reports = new StackReports(new StackReports.Bounds());
    private final Map<String, Frame> frames = new HashMap<>();
    private final List<Frame> stack = new ArrayList<>();
    private long line;
    private long nameCharacters;
    private long allCalls;

    Lines(String file) {
      this.file = file;
    }

    ReportSet read(BufferedReader text) throws IOException {
      StringBuilder next = new StringBuilder();
      try {
        for (int c = text.read(); c >= 0; c = text.read()) {
          if (c == '\n') {
            add(next);
            next.setLength(0);
          } else if (next.length() < MAX_LINE) {
            next.append((char) c);
          } else {
            throw broken("a line of more than " + MAX_LINE + " characters");
          }
        }
        if (next.length() > 0) {
          add(next);
        }
        if (reports.isEmpty()) {
          throw new UnreadableException(file + ": no collapsed stacks: is empty");
        }
        return new ReportSet(reports.reports("", 1, "", Timeline.NONE));
      } catch (ArithmeticException overflow) {
        throw broken("weights that add up to more than 64 bits");
      }
    }

    private void add(CharSequence text) throws UnreadableException {
      line++;
      String stripped = text.toString().strip();
      if (stripped.isEmpty()) {
        return;
      }
      int space = stripped.lastIndexOf(' ');
      if (space <= 0) {
        throw noWeight();
      }
      long weight = weight(stripped.substring(space + 1));
      stack.clear();
      for (int from = 0; from <= space; ) {
        int end = stripped.indexOf(';', from);
        end = end < 0 || end > space ? space : end;
        if (stack.size() == StackReports.MAX_PATHS) {
          throw broken("a stack of more than " + StackReports.MAX_PATHS + " frames");
        }
        stack.add(frame(stripped.substring(from, end)));
        from = end + 1;
      }
      PathTree.Path path = reports.path(stack);
      if (time) {
        path.add(0, Math.multiplyExact(weight, NANOS_PER_MICRO));
      } else {
        path.add(weight, 0);
        allCalls = Math.addExact(allCalls, weight);
      }
      if (reports.isFull()) {
        throw broken("more than " + StackReports.MAX_PATHS + " call paths are too many");
      }
    }

    private Frame frame(String name) throws UnreadableException {
      Frame known = frames.get(name);
      if (known != null) {
        return known;
      }
      nameCharacters += name.length();
      if (nameCharacters > MAX_NAME_CHARACTERS) {
        throw broken("more than " + MAX_NAME_CHARACTERS + " characters of names");
      }
      Frame frame = FullNames.frame(name, "", 0);
      frames.put(name, frame);
      return frame;
    }

    private long weight(String text) throws UnreadableException {
      try {
        long weight = Long.parseLong(text);
        if (weight >= 0) {
          return weight;
        }
      } catch (NumberFormatException notWhole) {
        // Said below.
      }
      throw noWeight();
    }

    private UnreadableException noWeight() {
      return broken(
          "expected a stack, a space and "
              + (time ? "its time in whole microseconds" : "its number of calls"));
    }

    private UnreadableException broken(String what) {
      return new UnreadableException(file + ", line " + Math.max(1, line) + ": " + what);
    }
  }
}
