package io.targetedprofiler.format;

import io.targetedprofiler.model.Frame;
import io.targetedprofiler.model.ReportSet;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
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

  private static final long PART_NANOS = 1_000_000;

  /** A writer. */
  public PprofWriter() {}

  @Override
  public void write(ReportSet reports, OutputStream out) throws IOException {
    new Files(reports, Integer.MAX_VALUE, () -> out).write();
    out.flush();
  }

  /**
   * Writes several files where one would have more samples than its receiver takes. They add up to
   * the whole. Each begins a millisecond after the one before, for stores take profiles of one time
   * for copies of each other.
   *
   * @param reports at least one
   * @param maxSamples in a file, at least 1
   * @return whole files, gzipped; at least one
   */
  public List<byte[]> parts(ReportSet reports, int maxSamples) {
    List<ByteArrayOutputStream> parts = new ArrayList<>();
    Supplier<OutputStream> next =
        () -> {
          ByteArrayOutputStream part = new ByteArrayOutputStream();
          parts.add(part);
          return part;
        };
    try {
      new Files(reports, maxSamples, next).write();
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
    return parts.stream().map(ByteArrayOutputStream::toByteArray).toList();
  }

  /** One file, or several where there are too many samples. */
  private static final class Files {
    private final List<ProfileRoots> roots;
    private final TimeSpan when;
    private final int maxSamples;
    private final Supplier<OutputStream> outputs;
    private final FrameIndex frames = new FrameIndex();
    private Message file;
    private int samples;
    private int files = 1;

    Files(ReportSet reports, int maxSamples, Supplier<OutputStream> outputs) throws IOException {
      this.roots = ProfileRoots.of(reports);
      this.when = TimeSpan.of(reports.reports());
      this.maxSamples = maxSamples;
      this.outputs = outputs;
      this.file = new Message(roots, frames, outputs.get());
    }

    void write() throws IOException {
      for (ProfileRoots root : roots) {
        new StackWalk(
                frames,
                (stack, depth, calls, selfNanos) -> add(root, stack, depth, calls, selfNanos))
            .walk(root.tree().root());
      }
      end();
    }

    private void add(ProfileRoots root, int[] stack, int depth, long calls, long selfNanos)
        throws IOException {
      if (samples == maxSamples) {
        end();
        file = new Message(roots, frames, outputs.get());
        files++;
        samples = 0;
      }
      file.sample(root, stack, depth, calls, selfNanos);
      samples++;
    }

    private void end() throws IOException {
      file.end(when.startNanos() + (files - 1) * PART_NANOS, when.durationNanos());
    }
  }

  /**
   * One message {@code Profile}. Its samples are written as they are met, the tables after them.
   */
  private static final class Message {
    private final GZIPOutputStream gzip;
    private final OutputStream out;
    private final FrameIndex frames;
    private final BitSet used = new BitSet(); // of the frames
    private final boolean hasCpu;
    private final boolean hasAllocations;
    private final Map<String, Integer> strings = new LinkedHashMap<>(Map.of("", 0));
    private final ProtoBuffer top = new ProtoBuffer();
    private final ProtoBuffer part = new ProtoBuffer();
    private final ProtoBuffer inner = new ProtoBuffer();

    Message(List<ProfileRoots> roots, FrameIndex frames, OutputStream file) throws IOException {
      this.gzip = new GZIPOutputStream(file, 1 << 16);
      this.out = new BufferedOutputStream(gzip, 1 << 16);
      this.frames = frames;
      this.hasCpu = roots.stream().anyMatch(root -> root.cpuNanos().isPresent());
      this.hasAllocations = roots.stream().anyMatch(root -> root.allocatedBytes().isPresent());
      sampleTypes();
    }

    void end(long startNanos, long durationNanos) throws IOException {
      for (int i = used.nextSetBit(0); i >= 0; i = used.nextSetBit(i + 1)) {
        function(i + 1, frames.frames().get(i));
      }
      top.field(Pprof.Profile.TIME_NANOS, startNanos);
      top.field(Pprof.Profile.DURATION_NANOS, durationNanos);
      top.field(Pprof.Profile.PERIOD_TYPE, type(Pprof.WALL, Pprof.NANOSECONDS));
      top.field(Pprof.Profile.PERIOD, 1);
      top.field(Pprof.Profile.DEFAULT_SAMPLE_TYPE, string(Pprof.WALL));
      for (String text : strings.keySet()) {
        top.field(Pprof.Profile.STRING_TABLE, text).drainTo(out);
      }
      out.flush();
      gzip.finish();
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

    void sample(ProfileRoots root, int[] stack, int depth, long calls, long selfNanos)
        throws IOException {
      part.clear();
      inner.clear();
      for (int i = depth - 1; i >= 0; i--) {
        used.set(stack[i]);
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
