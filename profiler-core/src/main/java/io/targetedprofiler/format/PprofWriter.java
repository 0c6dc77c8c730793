package io.targetedprofiler.format;

import io.targetedprofiler.model.Frame;
import io.targetedprofiler.model.ReportSet;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Writes gzipped pprof, for {@code go tool pprof} and everything that takes its files. One sample
 * for each call path, profile, thread and trace: its calls and its self time; CPU time and
 * allocated bytes, where they are known, stand at the root, for they are measured of the call as a
 * whole.
 *
 * <p>Stacks that would fill gigabytes are cut: see {@link StackWalk}. Stateless.
 */
public final class PprofWriter implements ReportWriter {

  /** A writer. */
  public PprofWriter() {}

  @Override
  public void write(ReportSet reports, OutputStream out) throws IOException {
    GZIPOutputStream gzip = new GZIPOutputStream(out, 1 << 16);
    BufferedOutputStream buffered = new BufferedOutputStream(gzip, 1 << 16);
    new Message(ProfileRoots.of(reports), TimeSpan.of(reports.reports()), buffered).write();
    buffered.flush();
    gzip.finish();
    out.flush();
  }

  /**
   * One message {@code Profile}. Its samples are written as they are met, the tables after them.
   */
  private static final class Message {
    private final List<ProfileRoots> roots;
    private final TimeSpan when;
    private final OutputStream out;
    private final boolean hasCpu;
    private final boolean hasAllocations;
    private final Map<String, Integer> strings = new LinkedHashMap<>(Map.of("", 0));
    private final FrameIndex frames = new FrameIndex();
    private final ProtoBuffer top = new ProtoBuffer();
    private final ProtoBuffer part = new ProtoBuffer();
    private final ProtoBuffer inner = new ProtoBuffer();

    Message(List<ProfileRoots> roots, TimeSpan when, OutputStream out) {
      this.roots = roots;
      this.when = when;
      this.out = out;
      this.hasCpu = roots.stream().anyMatch(root -> root.cpuNanos().isPresent());
      this.hasAllocations = roots.stream().anyMatch(root -> root.allocatedBytes().isPresent());
    }

    void write() throws IOException {
      sampleTypes();
      for (ProfileRoots root : roots) {
        new StackWalk(
                frames,
                (stack, depth, calls, selfNanos) -> sample(root, stack, depth, calls, selfNanos))
            .walk(root.tree().root());
      }
      for (int i = 0; i < frames.frames().size(); i++) {
        function(i + 1, frames.frames().get(i));
      }
      top.field(Pprof.Profile.TIME_NANOS, when.startNanos());
      top.field(Pprof.Profile.DURATION_NANOS, when.durationNanos());
      top.field(Pprof.Profile.PERIOD_TYPE, type(Pprof.WALL, Pprof.NANOSECONDS));
      top.field(Pprof.Profile.PERIOD, 1);
      top.field(Pprof.Profile.DEFAULT_SAMPLE_TYPE, string(Pprof.WALL));
      for (String text : strings.keySet()) {
        top.field(Pprof.Profile.STRING_TABLE, text).drainTo(out);
      }
    }

    private void sampleTypes() throws IOException {
      top.field(Pprof.Profile.SAMPLE_TYPE, type(Pprof.CALLS, Pprof.COUNT));
      top.field(Pprof.Profile.SAMPLE_TYPE, type(Pprof.WALL, Pprof.NANOSECONDS));
      if (hasCpu) {
        top.field(Pprof.Profile.SAMPLE_TYPE, type(Pprof.CPU, Pprof.NANOSECONDS));
      }
      if (hasAllocations) {
        top.field(Pprof.Profile.SAMPLE_TYPE, type(Pprof.ALLOCATED, Pprof.BYTES));
      }
      top.drainTo(out);
    }

    private ProtoBuffer type(String type, String unit) {
      return part.clear().field(Pprof.Type.TYPE, string(type)).field(Pprof.Type.UNIT, string(unit));
    }

    private void sample(ProfileRoots root, int[] stack, int depth, long calls, long selfNanos)
        throws IOException {
      part.clear();
      inner.clear();
      for (int i = depth - 1; i >= 0; i--) {
        inner.varint(stack[i] + 1L);
      }
      part.field(Pprof.Sample.LOCATION_ID, inner);
      inner.clear().varint(calls).varint(selfNanos);
      if (hasCpu) {
        inner.varint(depth == 1 ? root.cpuNanos().orElse(0) : 0);
      }
      if (hasAllocations) {
        inner.varint(depth == 1 ? root.allocatedBytes().orElse(0) : 0);
      }
      part.field(Pprof.Sample.VALUE, inner);
      label(Pprof.PROFILE_LABEL, root.profile());
      label(Pprof.THREAD_LABEL, root.thread());
      label(Pprof.TRACE_LABEL, root.traceId());
      top.field(Pprof.Profile.SAMPLE, part).drainTo(out);
    }

    /** An empty one says nothing, and stores that make labels of them refuse it. */
    private void label(String key, String value) {
      if (value.isEmpty()) {
        return;
      }
      inner
          .clear()
          .field(Pprof.Sample.LABEL_KEY, string(key))
          .field(Pprof.Sample.LABEL_STRING, string(value));
      part.field(Pprof.Sample.LABEL, inner);
    }

    /** Function and location share their number: a frame stands at one line. */
    private void function(int id, Frame frame) throws IOException {
      part.clear()
          .field(Pprof.Function.ID, id)
          .field(Pprof.Function.NAME, string(FullNames.of(frame)))
          .field(Pprof.Function.SYSTEM_NAME, string(Pprof.systemName(frame)))
          .field(Pprof.Function.FILE, string(frame.file()))
          .field(Pprof.Function.START_LINE, frame.line());
      top.field(Pprof.Profile.FUNCTION, part);
      inner
          .clear()
          .field(Pprof.Location.LINE_FUNCTION, id)
          .field(Pprof.Location.LINE_NUMBER, frame.line());
      part.clear().field(Pprof.Location.ID, id).field(Pprof.Location.LINE, inner);
      top.field(Pprof.Profile.LOCATION, part).drainTo(out);
    }

    private int string(String text) {
      return strings.computeIfAbsent(WellFormed.of(text), t -> strings.size());
    }
  }
}
