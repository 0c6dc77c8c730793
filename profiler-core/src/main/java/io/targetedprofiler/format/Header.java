package io.targetedprofiler.format;

import io.targetedprofiler.model.Argument;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.Outcome;
import io.targetedprofiler.model.ResourceUsage;
import io.targetedprofiler.model.Tag;
import java.util.OptionalLong;
import java.util.StringJoiner;

/** The lines above the table: what was called, how it ended and what it used. */
final class Header {
  private static final String NOT_AVAILABLE = "n/a";

  private final CallReport report;
  private final Glyphs glyphs;

  Header(CallReport report, Glyphs glyphs) {
    this.report = report;
    this.glyphs = glyphs;
  }

  /** Writes one line, and one each for tags and arguments if there are any, with line ends. */
  void appendTo(StringBuilder out) {
    out.append(summary()).append('\n');
    if (!report.tags().isEmpty()) {
      out.append(tags()).append('\n');
    }
    if (!report.arguments().isEmpty()) {
      out.append(arguments()).append('\n');
    }
  }

  private String summary() {
    if (report.asynchrony().isSupplement()) {
      return "@Profile "
          + OneLine.of(report.profile(), glyphs)
          + "  supplement to #"
          + report.id()
          + ": tasks that ended after the report, busy "
          + TimeScale.human(report.tree().busyNanos(), glyphs);
    }
    ResourceUsage usage = report.usage();
    TimeScale scale = TimeScale.of(usage.wallNanos(), glyphs);
    StringJoiner line = new StringJoiner("  ");
    line.add("@Profile " + OneLine.of(report.profile(), glyphs));
    line.add(scale.text(usage.wallNanos()));
    long busy = report.tree().busyNanos();
    if (busy > report.tree().root().totalNanos()) {
      line.add("busy " + TimeScale.human(busy, glyphs));
    }
    report
        .asynchrony()
        .returnedNanos()
        .ifPresent(nanos -> line.add("returned after " + scale.textOfPart(nanos, glyphs)));
    line.add("cpu " + cpu(usage.cpuNanos(), scale));
    line.add("alloc " + allocated(usage.allocatedBytes()));
    if (usage.collections() > 0) {
      line.add("gc " + usage.collectionMillis() + " ms (" + usage.collections() + ')');
    }
    line.add(outcome());
    if (report.isSlow()) {
      line.add("over threshold " + TimeScale.exact(report.thresholdNanos().orElseThrow(), glyphs));
    }
    line.add("thread=" + OneLine.of(report.thread(), glyphs));
    line.add("#" + report.id());
    return line.toString();
  }

  private String cpu(OptionalLong nanos, TimeScale scale) {
    return nanos.isPresent() ? scale.textOfPart(nanos.getAsLong(), glyphs) : NOT_AVAILABLE;
  }

  private static String allocated(OptionalLong bytes) {
    return bytes.isPresent() ? Bytes.human(bytes.getAsLong()) : NOT_AVAILABLE;
  }

  /** An anonymous exception class has no simple name; then only that it threw is said. */
  private String outcome() {
    String outcome = report.outcome().tag();
    String exception = report.exception();
    boolean named = report.outcome() == Outcome.THREW && !exception.isEmpty();
    return named ? outcome + ' ' + OneLine.of(exception, glyphs) : outcome;
  }

  private String tags() {
    StringJoiner line = new StringJoiner(", ", "tags ", "");
    for (Tag tag : report.tags()) {
      line.add(OneLine.of(tag.name(), glyphs) + '=' + OneLine.of(tag.value(), glyphs));
    }
    return line.toString();
  }

  private String arguments() {
    StringJoiner line = new StringJoiner(", ", "args ", "");
    for (Argument argument : report.arguments()) {
      line.add(OneLine.of(argument.name(), glyphs) + '=' + OneLine.of(argument.value(), glyphs));
    }
    return line.toString();
  }
}
