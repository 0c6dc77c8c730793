package io.targetedprofiler.format;

import io.targetedprofiler.model.Asynchrony;
import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallTree;
import io.targetedprofiler.model.CallTree.Losses;
import io.targetedprofiler.model.Frame;
import io.targetedprofiler.model.Timeline;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Predicate;

/** The line beneath the table: what it does not show, and what the profiler itself cost. */
final class Footer {
  private static final int MAX_NAMES = 5;

  private final TimeScale scale;
  private final Glyphs glyphs;
  private final StringJoiner line = new StringJoiner("; ", " ", "");

  Footer(TimeScale scale, Glyphs glyphs) {
    this.scale = scale;
    this.glyphs = glyphs;
  }

  Footer hidden(VisibleTree tree, int maxLines, double minSharePercent) {
    addHidden(tree.underShare(), "under " + shortest(minSharePercent) + " %");
    addHidden(tree.beyondLines(), "beyond " + count(maxLines, "line"));
    return this;
  }

  private void addHidden(HiddenPaths hidden, String why) {
    if (hidden.paths() > 0) {
      String time = scale.textOfPart(hidden.nanos(), glyphs);
      line.add(count(hidden.paths(), "call path") + ' ' + why + " hidden (" + time + ')');
    }
  }

  /** Those of hidden lines, too. */
  Footer repeated(CallTree tree) {
    long statements = count(tree, tree::isRepeated);
    if (statements > 0) {
      line.add(
          "N+1: "
              + count(statements, "statement")
              + " executed "
              + CallTree.REPEATED_FROM
              + " times or more on one path");
    }
    return this;
  }

  Footer losses(Losses losses) {
    if (losses.belowDepthLimit() > 0) {
      line.add(
          count(losses.belowDepthLimit(), "call") + " below the depth limit folded into callers");
    }
    if (losses.beyondNodeLimit() > 0) {
      line.add(count(losses.beyondNodeLimit(), "call") + " beyond the node limit in (truncated)");
    }
    if (losses.missedExits() > 0) {
      line.add(count(losses.missedExits(), "missed exit") + " closed with the caller");
    }
    if (losses.stopped()) {
      line.add("recording stopped early, out of memory");
    }
    return this;
  }

  Footer omitted(Timeline timeline) {
    if (timeline.omitted() > 0) {
      line.add(
          "timeline of "
              + count(timeline.segments().size(), "call")
              + ", "
              + timeline.omitted()
              + " left out, untimed or beyond profiler.limits.segments");
    }
    return this;
  }

  Footer hidden(Waterfall waterfall) {
    if (waterfall.hidden() > 0) {
      line.add(count(waterfall.hidden(), "shorter call") + " not in the waterfall");
    }
    return this;
  }

  Footer unfollowed(Asynchrony asynchrony) {
    if (asynchrony.unfollowed() > 0) {
      line.add(
          count(asynchrony.unfollowed(), "hand-over")
              + " not followed: of too many kinds, or nested too deeply");
    }
    return this;
  }

  Footer estimates(CallTree tree) {
    if (count(tree, CallNode::isEstimated) > 0) {
      line.add(glyphs.estimate + " estimated, max of the timed calls only");
    }
    if (tree.reconciledNanos() > 0) {
      String time = scale.textOfPart(tree.reconciledNanos(), glyphs);
      line.add("estimates cut by " + time + " to fit their callers");
    }
    return this;
  }

  Footer demoted(List<Frame> methods) {
    if (!methods.isEmpty()) {
      StringJoiner names = new StringJoiner(", ");
      methods.stream()
          .limit(MAX_NAMES)
          .forEach(method -> names.add(OneLine.of(method.label(), glyphs)));
      int more = methods.size() - MAX_NAMES;
      line.add(
          "not recorded, to keep to the overhead budget: "
              + names
              + (more > 0 ? " and " + more + " more" : ""));
    }
    return this;
  }

  private static long count(CallTree tree, Predicate<CallNode> wanted) {
    long found = 0;
    // A stack of our own: a recorded recursion is deeper than the thread's.
    Deque<CallNode> left = new ArrayDeque<>(List.of(tree.root()));
    for (CallNode node = left.poll(); node != null; node = left.poll()) {
      found += wanted.test(node) ? 1 : 0;
      node.children().forEach(left::push);
    }
    return found;
  }

  /** Within the call itself and within what it handed over. */
  String cost(CallTree tree) {
    return line.add("profiler's own cost " + TimeScale.human(tree.costNanos(), glyphs)).toString();
  }

  private static String count(long number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  /** {@code 1} for 1.0 and {@code 0.5} for 0.5, as a user would write it. */
  private static String shortest(double percent) {
    return BigDecimal.valueOf(percent).stripTrailingZeros().toPlainString();
  }
}
