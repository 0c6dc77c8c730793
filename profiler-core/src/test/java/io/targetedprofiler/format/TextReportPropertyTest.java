package io.targetedprofiler.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.RandomTrees;
import io.targetedprofiler.model.SampleReport;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("For any tree and any options, the text report")
class TextReportPropertyTest {
  private static final Pattern HIDDEN = Pattern.compile("(\\d+) call paths? (under|beyond)");

  /** A figure's right end: the heading ends there too. */
  private static final Pattern HEADING_END = Pattern.compile("(?<=\\S)  +(?=\\S)");

  @Property(tries = 300)
  @Label("aligns every figure with its heading and every call with the column `call`")
  void aligned(@ForAll("reports") CallReport report, @ForAll("formats") TextReport format) {
    List<String> table = table(format.render(report));
    String heading = table.get(0);
    int callColumn = heading.length() - "call".length();

    for (String row : table) {
      assertThat(row.substring(callColumn - 2, callColumn)).as(row).isBlank();
    }
    Matcher end = HEADING_END.matcher(heading);
    while (end.find()) {
      for (String row : table.subList(1, table.size())) {
        assertThat(row.charAt(end.start() - 1)).as(row).matches(Character::isDigit);
        assertThat(row.charAt(end.start())).as(row).isEqualTo(' ');
      }
    }
    assertThat(table.subList(1, table.size()))
        .allSatisfy(row -> assertThat(row.substring(0, callColumn)).matches("[ \\d.]+  "));
  }

  @Property(tries = 300)
  @Label("shows or counts as hidden every path, and shows no more than it may")
  void complete(@ForAll("reports") CallReport report, @ForAll("formats") TextReport format) {
    String text = format.render(report);
    int visible = table(text).size() - 1;
    int hidden = 0;
    Matcher hiddenPaths = HIDDEN.matcher(text.substring(text.lastIndexOf('\n')));
    while (hiddenPaths.find()) {
      hidden += Integer.parseInt(hiddenPaths.group(1));
    }

    assertThat(visible).isBetween(1, format.maxLines());
    assertThat(visible + hidden).isEqualTo(report.tree().nodes());
  }

  @Property(tries = 300)
  @Label("hides no path that is heavier than one that it shows, and accounts for all of the time")
  void heaviest(@ForAll("reports") CallReport report, @ForAll("formats") TextReport format) {
    CallNode root = report.tree().root();
    VisibleTree tree = PathSelection.select(root, format.maxLines(), format.minSharePercent());
    Sums sums = new Sums();
    sums.add(tree.root());

    assertThat(sums.lightestShown).isGreaterThanOrEqualTo(sums.heaviestHidden);
    assertThat(sums.selfNanos + tree.underShare().nanos() + tree.beyondLines().nanos())
        .isEqualTo(root.totalNanos());
  }

  private static final class Sums {
    long lightestShown = Long.MAX_VALUE;
    long heaviestHidden;
    long selfNanos;

    void add(VisibleTree.Node node) {
      lightestShown = Math.min(lightestShown, node.call.totalNanos());
      selfNanos += node.call.selfNanos();
      Set<CallNode> shown = Collections.newSetFromMap(new IdentityHashMap<>());
      node.children.forEach(child -> shown.add(child.call));
      node.call.children().stream()
          .filter(callee -> !shown.contains(callee))
          .forEach(callee -> heaviestHidden = Math.max(heaviestHidden, callee.totalNanos()));
      assertThat(node.hidesChildren).isEqualTo(shown.size() < node.call.children().size());
      node.children.forEach(this::add);
    }
  }

  /** The heading and the rows: all between the header line and the footer line. */
  private static List<String> table(String text) {
    List<String> lines = Arrays.asList(text.split("\n", -1));
    return lines.subList(1, lines.size() - 1);
  }

  @Provide
  Arbitrary<CallReport> reports() {
    return RandomTrees.ofAtMost(120).map(tree -> SampleReport.of(tree).report());
  }

  @Provide
  Arbitrary<TextReport> formats() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 60),
            Arbitraries.of(0.0, 0.1, 1.0, 5.0, 100.0),
            Arbitraries.of(true, false))
        .as(TextReport::new);
  }
}
