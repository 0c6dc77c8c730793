package io.targetedprofiler.format;

import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.CallTree;
import java.nio.charset.Charset;

/**
 * Renders a report as text for a log: what was called, a table of the heaviest call paths, the
 * waterfall of the longest calls if their order was kept, and what all that hides. Immutable and
 * pure: any thread may use it, and the same report always gives the same text, in every locale.
 *
 * @param maxLines how many call paths, and how many calls of the waterfall, are shown at most, the
 *     root included; at least 1
 * @param minSharePercent a path that takes less of the root's time is hidden; 0 to 100
 * @param unicode whether trees and units are written with characters beyond ASCII; names and values
 *     are written as they are in any case
 */
public record TextReport(int maxLines, double minSharePercent, boolean unicode) {

  /**
   * Checks the options.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public TextReport {
    if (maxLines < 1) {
      throw new IllegalArgumentException("maxLines must be at least 1: " + maxLines);
    }
    if (!(minSharePercent >= 0 && minSharePercent <= 100)) {
      throw new IllegalArgumentException(
          "minSharePercent must be from 0 to 100: " + minSharePercent);
    }
  }

  /** The defaults: 40 lines, paths of at least one percent, box characters. */
  public static TextReport standard() {
    return new TextReport(40, 1, true);
  }

  /**
   * Whether a charset has every character that a report is drawn with.
   *
   * @param charset that of the console or file that the text will go to
   */
  public static boolean canDraw(Charset charset) {
    return charset.canEncode() && charset.newEncoder().canEncode("├└│µ×…≈█⇢");
  }

  /**
   * Renders one report.
   *
   * @param report may hold any names and as many nodes as memory does
   * @return lines separated by {@code \n}, with none at the end; to be logged as it is, for names
   *     may look like format anchors
   */
  public String render(CallReport report) {
    Glyphs glyphs = unicode ? Glyphs.BOX : Glyphs.ASCII;
    CallTree tree = report.tree();
    VisibleTree visible = PathSelection.select(tree.root(), maxLines, minSharePercent);
    boolean ofTasks = report.asynchrony().isSupplement();
    long whole = ofTasks ? tree.busyNanos() : tree.root().totalNanos();
    TimeScale scale = TimeScale.of(whole, glyphs);

    StringBuilder text = new StringBuilder();
    new Header(report, glyphs).appendTo(text);
    CallTable.of(tree, visible, scale, glyphs).appendTo(text);
    Waterfall waterfall = Waterfall.of(report.timeline(), maxLines, minSharePercent, scale, glyphs);
    waterfall.appendTo(text);
    return text.append(
            new Footer(scale, glyphs)
                .hidden(visible, maxLines, minSharePercent)
                .repeated(tree)
                .losses(tree.losses())
                .omitted(report.timeline())
                .unfollowed(report.asynchrony())
                .hidden(waterfall)
                .estimates(tree)
                .demoted(tree.demoted())
                .cost(tree))
        .toString();
  }
}
