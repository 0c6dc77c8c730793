package io.targetedprofiler.format;

import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.CallTree;
import io.targetedprofiler.model.Frame;
import io.targetedprofiler.model.ReportSet;
import io.targetedprofiler.model.ResourceUsage;
import io.targetedprofiler.model.Timeline;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Reads back what {@link PprofWriter} wrote: one report for each profile, thread and root, with
 * calls and self time of each call path. What pprof cannot hold is not there: how calls ended,
 * arguments, timelines, fastest and slowest call (0, unless there was only one call), and whether a
 * time was estimated.
 *
 * <p>Input is not trusted: at most 128 MB unzipped and a million paths are read. Stateless.
 */
public final class PprofReader implements ReportReader {
  static final int MAX_BYTES = 128_000_000;
  static final int MAX_PATHS = 1_000_000;

  /** A reader. */
  public PprofReader() {}

  @Override
  public ReportSet read(InputStream in, String name) throws IOException {
    byte[] content = Unzipped.bytesOf(in, name, MAX_BYTES);
    if (content.length == 0) {
      throw new UnreadableException(name + ": not a pprof profile: empty");
    }
    PprofTables tables = PprofTables.read(new ProtoInput(content, name));
    return new Samples(tables, new ProtoInput(content, name), name).read();
  }

  private record Root(String profile, String thread, Frame frame) {}

  /** The calls of one root, while their samples come in. */
  private static final class Calls {
    private final PathTree tree;
    private long cpuNanos;
    private long allocatedBytes;

    Calls(Frame root) {
      tree = new PathTree(root);
    }
  }

  /** The second walk over the file. */
  private static final class Samples {
    private final PprofTables tables;
    private final ProtoInput in;
    private final int callsAt;
    private final int wallAt;
    private final int cpuAt;
    private final int allocatedAt;
    private final Map<Root, Calls> roots = new LinkedHashMap<>();
    private int paths;
    private long allCalls;
    private long allNanos;

    Samples(PprofTables tables, ProtoInput in, String file) throws UnreadableException {
      this.tables = tables;
      this.in = in;
      this.callsAt = tables.valueIndex(Pprof.CALLS, Pprof.COUNT);
      this.wallAt = tables.valueIndex(Pprof.WALL, Pprof.NANOSECONDS);
      this.cpuAt = tables.valueIndex(Pprof.CPU, Pprof.NANOSECONDS);
      this.allocatedAt = tables.valueIndex(Pprof.ALLOCATED, Pprof.BYTES);
      if (callsAt < 0 || wallAt < 0) {
        throw new UnreadableException(
            file + ": a pprof profile without the types calls/count and wall/nanoseconds");
      }
    }

    ReportSet read() throws UnreadableException {
      try {
        while (in.next()) {
          if (in.field() == Pprof.Profile.SAMPLE) {
            add(Sample.read(in.message(), tables));
          } else {
            in.skip();
          }
        }
        return new ReportSet(reports());
      } catch (ArithmeticException overflow) {
        throw in.broken("sums that exceed 64 bits, found");
      }
    }

    private void add(Sample sample) throws UnreadableException {
      List<Frame> stack = sample.leafFirst;
      if (stack.isEmpty() || sample.values.size() != tables.values()) {
        throw in.broken("a sample without a stack, or with too few or many values,");
      }
      Frame rootFrame = stack.get(stack.size() - 1);
      String profile = sample.profile.isEmpty() ? rootFrame.label() : sample.profile;
      Calls calls =
          roots.computeIfAbsent(
              new Root(profile, sample.thread, rootFrame), root -> new Calls(root.frame));
      calls.cpuNanos = Math.addExact(calls.cpuNanos, sample.value(cpuAt));
      calls.allocatedBytes = Math.addExact(calls.allocatedBytes, sample.value(allocatedAt));

      PathTree tree = calls.tree;
      int before = tree.size();
      PathTree.Path path = tree.root();
      for (int i = stack.size() - 2; i >= 0; i--) {
        path = tree.beneath(path, stack.get(i));
      }
      path.add(sample.value(callsAt), sample.value(wallAt));
      // Merging adds reports up; of a whole file, nothing may overflow then.
      allCalls = Math.addExact(allCalls, sample.value(callsAt));
      allNanos = Math.addExact(allNanos, sample.value(wallAt));
      paths += tree.size() - before;
      if (paths + roots.size() > MAX_PATHS) {
        throw in.broken("more than " + MAX_PATHS + " call paths");
      }
    }

    private List<CallReport> reports() {
      List<CallReport> reports = new ArrayList<>();
      roots.forEach(
          (root, calls) -> reports.add(report(root, calls, calls.tree.toTree(), reports.size())));
      return reports;
    }

    private CallReport report(Root root, Calls calls, CallTree tree, int index) {
      return StackReports.report(
          root.profile,
          index + 1L,
          Instant.EPOCH.plusNanos(tables.timeNanos()),
          root.thread,
          new ResourceUsage(
              tree.root().totalNanos(), known(calls.cpuNanos), known(calls.allocatedBytes), 0, 0),
          tree,
          Timeline.NONE);
    }

    /** Zero stands where the figure was not known for these calls, but for others in the file. */
    private static OptionalLong known(long figure) {
      return figure == 0 ? OptionalLong.empty() : OptionalLong.of(figure);
    }
  }

  /** One sample. */
  private record Sample(List<Frame> leafFirst, List<Long> values, String profile, String thread) {

    static Sample read(ProtoInput message, PprofTables tables) throws UnreadableException {
      List<Frame> stack = new ArrayList<>();
      List<Long> values = new ArrayList<>();
      Map<String, String> labels = new LinkedHashMap<>();
      while (message.next()) {
        switch (message.field()) {
          case Pprof.Sample.LOCATION_ID ->
              message.numbers(
                  id -> {
                    if (stack.size() == MAX_PATHS) {
                      throw message.broken("a stack of more than " + MAX_PATHS + " frames");
                    }
                    stack.add(tables.frame(id));
                  });
          case Pprof.Sample.VALUE ->
              message.numbers(
                  value -> {
                    if (value < 0 || values.size() == tables.values()) {
                      throw message.broken("a negative value, or one too many,");
                    }
                    values.add(value);
                  });
          case Pprof.Sample.LABEL -> label(message.message(), tables, labels);
          default -> message.skip();
        }
      }
      return new Sample(
          stack,
          values,
          labels.getOrDefault(Pprof.PROFILE_LABEL, ""),
          labels.getOrDefault(Pprof.THREAD_LABEL, ""));
    }

    private static void label(ProtoInput message, PprofTables tables, Map<String, String> labels)
        throws UnreadableException {
      String key = "";
      String value = "";
      while (message.next()) {
        switch (message.field()) {
          case Pprof.Sample.LABEL_KEY -> key = tables.string(message.number());
          case Pprof.Sample.LABEL_STRING -> value = tables.string(message.number());
          default -> message.skip();
        }
      }
      labels.put(key, value);
    }

    long value(int index) {
      return index < 0 ? 0 : values.get(index);
    }
  }
}
