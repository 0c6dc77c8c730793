package io.targetedprofiler.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.targetedprofiler.model.Frame;
import io.targetedprofiler.model.ReportSet;
import io.targetedprofiler.model.ReportSet.ProfileTree;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes collapsed stacks, for flame graphs: {@code a.B.c;d.E.f 1234}, one line for each call path,
 * the root first, and one metric. Readers add lines up, so a weight is that of the path itself,
 * without callees: its self time in microseconds, or its calls.
 *
 * <p>What is less than a microsecond is carried over to the next path, so that the sum of the file
 * is that of the reports, rounded. A path whose weight is zero has no line; a file has at least
 * one.
 *
 * <p>The format cannot hold every name: {@code ;} becomes {@code :}, line ends and control
 * characters become spaces, and the space before a number at the end becomes {@code _}, for some
 * readers would take that for a weight. Stacks that would fill gigabytes are cut: see {@link
 * StackWalk}. Stateless.
 */
public final class CollapsedWriter implements ReportWriter {
  private static final Pattern NUMBER_AT_END = Pattern.compile("\\s(?=[0-9]+(\\.[0-9]*)?$)");
  private static final Pattern NOT_IN_A_LINE = Pattern.compile("[\\p{Cc}\\u2028\\u2029]");
  private static final String UNNAMED = "(unnamed)";
  private static final long NANOS_PER_MICRO = 1_000;

  private final boolean time;

  private CollapsedWriter(boolean time) {
    this.time = time;
  }

  /** Weights are self time in microseconds. */
  public static CollapsedWriter ofTime() {
    return new CollapsedWriter(true);
  }

  /** Weights are numbers of calls. */
  public static CollapsedWriter ofCalls() {
    return new CollapsedWriter(false);
  }

  @Override
  public void write(ReportSet reports, OutputStream out) throws IOException {
    Writer text = new BufferedWriter(new OutputStreamWriter(out, UTF_8), 1 << 16);
    List<ProfileTree> trees = reports.trees();
    Lines lines = new Lines(text);
    for (ProfileTree tree : trees) {
      new StackWalk(lines.frames, lines).walk(tree.tree().root());
    }
    if (lines.written == 0 && !trees.isEmpty()) {
      text.write(name(trees.get(0).tree().root().frame()) + " 0\n");
    }
    text.flush();
  }

  private final class Lines implements StackWalk.Visitor {
    private final Writer text;
    private final FrameIndex frames = new FrameIndex();
    private final List<String> names = new ArrayList<>();
    private long carriedNanos = NANOS_PER_MICRO / 2; // rounds the sum half up
    private long written;

    Lines(Writer text) {
      this.text = text;
    }

    @Override
    public void path(int[] stack, int depth, long calls, long selfNanos) throws IOException {
      long weight = time ? micros(selfNanos) : calls;
      if (weight == 0) {
        return;
      }
      for (int i = 0; i < depth; i++) {
        text.write(nameOf(stack[i]));
        text.write(i < depth - 1 ? ';' : ' ');
      }
      text.write(Long.toString(weight));
      text.write('\n');
      written++;
    }

    private long micros(long nanos) {
      long sum = Sums.saturated(carriedNanos, nanos);
      carriedNanos = sum % NANOS_PER_MICRO;
      return sum / NANOS_PER_MICRO;
    }

    private String nameOf(int frame) {
      for (int i = names.size(); i <= frame; i++) {
        names.add(name(frames.frames().get(i)));
      }
      return names.get(frame);
    }
  }

  static String name(Frame frame) {
    String line =
        NOT_IN_A_LINE.matcher(FullNames.of(frame).replace(';', ':')).replaceAll(" ").strip();
    return line.isEmpty() ? UNNAMED : NUMBER_AT_END.matcher(line).replaceFirst("_");
  }
}
