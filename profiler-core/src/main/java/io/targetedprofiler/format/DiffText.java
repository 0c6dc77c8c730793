package io.targetedprofiler.format;

import io.targetedprofiler.format.ReportDiff.Figures;
import io.targetedprofiler.format.ReportDiff.Path;
import io.targetedprofiler.format.ReportDiff.Profile;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;
import java.util.StringJoiner;

/**
 * A comparison as text for a terminal. All figures are means of a profiled call, so that files with
 * different numbers of calls can be compared. Immutable; lines end in {@code \n}.
 */
public final class DiffText {
  /** Of a deeper path the last frames are shown: a recursion can be deeper by thousands. */
  private static final int MAX_FRAMES = 16;

  private final ReportDiff diff;
  private final Glyphs glyphs;
  private final TimeScale scale;

  /**
   * Of a comparison.
   *
   * @param unicode whether signs beyond ASCII may be used; names are written as they are
   */
  public DiffText(ReportDiff diff, boolean unicode) {
    this.diff = diff;
    this.glyphs = unicode ? Glyphs.BOX : Glyphs.ASCII;
    long longest =
        diff.profiles().stream()
            .mapToLong(p -> Math.max(mean(p.before()), mean(p.after())))
            .max()
            .orElse(0);
    this.scale = TimeScale.of(longest, glyphs);
  }

  private static long mean(Figures root) {
    return root.totalNanos() / Math.max(1, root.calls());
  }

  /** One line for each profile: how many calls, and the mean time of one, before and after. */
  public String header() {
    StringBuilder text = new StringBuilder();
    for (Profile profile : diff.profiles()) {
      text.append(describe(profile))
          .append("  (")
          .append(profile.before().calls())
          .append(" -> ")
          .append(profile.after().calls())
          .append(" profiled calls)\n");
    }
    return text.toString();
  }

  private String describe(Profile profile) {
    OptionalDouble growth = profile.growthPercent();
    return OneLine.of(profile.name(), glyphs)
        + "  "
        + scale.text(mean(profile.before()))
        + " -> "
        + scale.text(mean(profile.after()))
        + " per call"
        + (growth.isPresent() ? ", " + percent(growth.getAsDouble()) : "");
  }

  private static String percent(double percent) {
    return (percent > 0 ? "+" : "") + Decimals.of(Math.round(percent * 10), 1, 1) + " %";
  }

  /** The paths that have changed most beneath one line of headings, and what is not shown. */
  public String table(int limit) {
    Table table =
        new Table(
            List.of(
                new Table.Column("self before", 0, 11),
                new Table.Column("after", 1, 8),
                new Table.Column("change " + scale.unit(), 1, 9),
                new Table.Column("total before", 2, 12),
                new Table.Column("after", 1, 8),
                new Table.Column("calls before", 2, 12),
                new Table.Column("after", 1, 6)),
            "call path");
    diff.paths().stream().limit(limit).forEach(path -> table.add(name(path), figures(path)));
    StringBuilder text = new StringBuilder();
    table.appendTo(text);
    int hidden = diff.paths().size() - limit;
    if (hidden > 0) {
      text.append(' ').append(hidden).append(" call paths that changed less are not shown\n");
    }
    return text.toString();
  }

  private List<String> figures(Path path) {
    long changeNanos = Math.round(path.selfChange());
    long callsBefore = path.profile().before().calls();
    long callsAfter = path.profile().after().calls();
    return List.of(
        scale.number(Math.round(path.selfBefore())),
        scale.number(Math.round(path.selfAfter())),
        (changeNanos > 0 ? "+" : "") + scale.number(changeNanos),
        scale.number(path.before().totalNanos() / Math.max(1, callsBefore)),
        scale.number(path.after().totalNanos() / Math.max(1, callsAfter)),
        ratio(path.before().calls(), callsBefore),
        ratio(path.after().calls(), callsAfter));
  }

  private static String ratio(long calls, long profiledCalls) {
    long of = Math.max(1, profiledCalls);
    return calls % of == 0
        ? Long.toString(calls / of)
        : Decimals.of(Math.round(calls * 100.0 / of), 1, 2);
  }

  private String name(Path path) {
    Deque<String> names = new ArrayDeque<>();
    Path step = path;
    for (; step != null && names.size() < MAX_FRAMES; step = step.caller()) {
      names.push(OneLine.of(step.frame().label(), glyphs));
    }
    return (step == null ? "" : glyphs.ellipsis + " > ") + String.join(" > ", names);
  }

  /** One line that says which profiles have become slower than is allowed. */
  public String verdict(List<Profile> slower, double percent) {
    StringJoiner line = new StringJoiner("; ", "", "");
    slower.forEach(profile -> line.add(describe(profile)));
    String allowed = BigDecimal.valueOf(percent).stripTrailingZeros().toPlainString();
    return line + ": more than " + allowed + " %";
  }
}
