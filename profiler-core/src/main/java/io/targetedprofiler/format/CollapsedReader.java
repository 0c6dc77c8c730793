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
 * Reads collapsed stacks whose weights are microseconds of self time, as {@link CollapsedWriter}
 * writes them: one report for each root. The format knows neither calls nor files and lines.
 *
 * <p>Input is not trusted: at most 1 GiB unzipped, a million paths and 20 million characters a line
 * are read. Stateless.
 */
public final class CollapsedReader implements ReportReader {
  private static final long MAX_BYTES = 1L << 30;
  private static final int MAX_LINE = 20_000_000;
  private static final long NANOS_PER_MICRO = 1_000;

  /** A reader. */
  public CollapsedReader() {}

  @Override
  public ReportSet read(InputStream in, String name) throws IOException {
    return new Lines(name)
        .read(
            new BufferedReader(
                new InputStreamReader(Unzipped.of(in, name, MAX_BYTES), UTF_8), 1 << 16));
  }

  private static final class Lines {
    private final String file;
    private final StackReports reports = new StackReports();
    private final Map<String, Frame> frames = new HashMap<>();
    private final List<Frame> stack = new ArrayList<>();
    private long line;

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
        throw broken("times that add up to more than 64 bits");
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
        throw broken("expected a stack, a space and its time in whole microseconds");
      }
      long micros = micros(stripped.substring(space + 1));
      stack.clear();
      for (int from = 0; from <= space; ) {
        int end = stripped.indexOf(';', from);
        end = end < 0 || end > space ? space : end;
        stack.add(
            frames.computeIfAbsent(
                stripped.substring(from, end), name -> FullNames.frame(name, "", 0)));
        from = end + 1;
      }
      reports.path(stack).add(0, Math.multiplyExact(micros, NANOS_PER_MICRO));
      if (reports.isFull()) {
        throw broken("more than " + StackReports.MAX_PATHS + " call paths are too many");
      }
    }

    private long micros(String weight) throws UnreadableException {
      try {
        long micros = Long.parseLong(weight);
        if (micros >= 0) {
          return micros;
        }
      } catch (NumberFormatException notWhole) {
        // Said below.
      }
      throw broken("expected a stack, a space and its time in whole microseconds");
    }

    private UnreadableException broken(String what) {
      return new UnreadableException(file + ", line " + Math.max(1, line) + ": " + what);
    }
  }
}
