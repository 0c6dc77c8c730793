package io.targetedprofiler.format;

import io.targetedprofiler.model.CallTree;
import io.targetedprofiler.model.Frame;
import io.targetedprofiler.model.ReportSet;
import io.targetedprofiler.model.ReportSet.ProfileTree;
import java.util.List;

/**
 * Any number of reports as text for a terminal: a flat profile like that of Python's {@code
 * pstats}, or the call tree of each profile. Immutable; lines end in {@code \n}.
 */
public final class StatisticsText {
  private final List<ProfileTree> profiles;
  private final int reports;
  private final Glyphs glyphs;
  private final TimeScale scale;

  /**
   * Of some reports.
   *
   * @param reports at least one
   * @param unicode whether signs beyond ASCII may be used; names are written as they are
   */
  public StatisticsText(ReportSet reports, boolean unicode) {
    this.profiles = reports.trees();
    this.reports = reports.reports().size();
    this.glyphs = unicode ? Glyphs.BOX : Glyphs.ASCII;
    this.scale = TimeScale.of(totalNanos(), glyphs);
  }

  private long totalNanos() {
    return profiles.stream()
        .mapToLong(profile -> profile.tree().root().totalNanos())
        .reduce(0, Sums::saturated);
  }

  private long calls() {
    return profiles.stream()
        .mapToLong(profile -> profile.tree().root().calls())
        .reduce(0, Sums::saturated);
  }

  /** What was read: the number of reports and calls and their time, then each profile. */
  public String header() {
    StringBuilder text = new StringBuilder();
    text.append(plural(reports, "report"))
        .append(", ")
        .append(plural(calls(), "profiled call"))
        .append(", ")
        .append(scale.text(totalNanos()))
        .append('\n');
    for (ProfileTree profile : profiles) {
      text.append("  ").append(OneLine.of(profile.profile(), glyphs)).append("  ");
      text.append(plural(profile.tree().root().calls(), "call")).append("  ");
      text.append(scale.textOfPart(profile.tree().root().totalNanos(), glyphs));
      long busy = profile.tree().busyNanos();
      if (busy > profile.tree().root().totalNanos()) {
        text.append("  busy ").append(scale.textOfPart(busy, glyphs));
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** Rows of a flat profile, beneath one line of headings; {@code -} is a time not known. */
  public String table(List<MethodFigures> rows) {
    TimeScale ofCalls = TimeScale.of(longestCall(rows), glyphs);
    Table table =
        new Table(
            List.of(
                new Table.Column("calls", 0, 7),
                new Table.Column("self " + scale.unit(), 2, 7),
                new Table.Column("each " + ofCalls.unit(), 1, 8),
                new Table.Column("total " + scale.unit(), 2, 8),
                new Table.Column("each " + ofCalls.unit(), 1, 8),
                new Table.Column("max " + ofCalls.unit(), 2, 7),
                new Table.Column("errors", 1, 6)),
            "method");
    for (MethodFigures row : rows) {
      table.add(name(row), figures(row, ofCalls));
    }
    StringBuilder text = new StringBuilder();
    table.appendTo(text);
    return text.toString();
  }

  private static long longestCall(List<MethodFigures> rows) {
    return rows.stream().mapToLong(row -> Math.max(row.maxNanos(), eachTotal(row))).max().orElse(0);
  }

  private static long eachTotal(MethodFigures row) {
    return row.totalNanos() / Math.max(1, row.primitiveCalls());
  }

  private List<String> figures(MethodFigures row, TimeScale ofCalls) {
    String calls = Long.toString(row.calls());
    boolean maxIsUnknown = row.maxNanos() == 0 && row.totalNanos() > 0;
    return List.of(
        row.primitiveCalls() == row.calls() ? calls : calls + '/' + row.primitiveCalls(),
        time(row.selfEstimated(), row.selfNanos(), scale),
        time(row.selfEstimated(), row.selfNanos() / Math.max(1, row.calls()), ofCalls),
        time(row.estimated(), row.totalNanos(), scale),
        time(row.estimated(), eachTotal(row), ofCalls),
        maxIsUnknown ? "-" : time(row.estimated(), row.maxNanos(), ofCalls),
        Long.toString(row.errors()));
  }

  private String time(boolean estimate, long nanos, TimeScale unit) {
    return (estimate ? glyphs.estimate : "") + unit.numberOfPart(nanos, glyphs);
  }

  private String name(MethodFigures row) {
    String method = describe(row.method());
    return row.caller().map(caller -> describe(caller) + " -> " + method).orElse(method);
  }

  private String describe(Frame frame) {
    return OneLine.whole(MethodFigures.describe(frame), glyphs);
  }

  /**
   * The call tree of each profile: of its paths the heaviest, each with its callers.
   *
   * @param maxPaths of each profile, the root included; at least 1
   */
  public String trees(int maxPaths) {
    StringBuilder text = new StringBuilder();
    for (ProfileTree profile : profiles) {
      CallTree tree = profile.tree();
      VisibleTree visible = PathSelection.select(tree.root(), maxPaths, 0);
      CallTable.of(tree, visible, scale, glyphs).appendTo(text);
      text.append(remarks(tree, new Footer(scale, glyphs).hidden(visible, maxPaths, 0)))
          .append('\n');
    }
    return text.toString();
  }

  /** One line for each profile: what was truncated, switched off or estimated, and the cost. */
  public String remarks() {
    StringBuilder text = new StringBuilder();
    for (ProfileTree profile : profiles) {
      String of = profiles.size() == 1 ? "" : OneLine.of(profile.profile(), glyphs) + ':';
      text.append(of).append(remarks(profile.tree(), new Footer(scale, glyphs))).append('\n');
    }
    return text.toString();
  }

  private static String remarks(CallTree tree, Footer footer) {
    return footer
        .repeated(tree)
        .losses(tree.losses())
        .estimates(tree)
        .demoted(tree.demoted())
        .cost(tree);
  }

  private static String plural(long number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }
}
