package io.targetedprofiler.agent;

import io.targetedprofiler.format.CallStatistics;
import io.targetedprofiler.format.MethodFigures;
import io.targetedprofiler.format.Restriction;
import io.targetedprofiler.format.StatisticsOrder;
import io.targetedprofiler.format.StatisticsText;
import io.targetedprofiler.model.ReportSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows files as a flat profile, or as trees. */
@Command(
    name = "view",
    description = "Shows the flat profile of all files together, as Python's pstats does.",
    footer = {
      "%n--limit and --match hold in the order given: --match shop --limit 5 shows the first five"
          + " of those that match. ≈ marks what is estimated, and 8/2 calls are eight of which"
          + " two are not recursive."
    })
final class ViewCommand implements Callable<Integer> {
  private static final int TREE_LINES = 100;

  private final Terminal terminal;
  private final List<Restriction> restrictions = new ArrayList<>();
  private @Nullable String lastLimit;
  private boolean matches;

  @Spec private CommandSpec spec = CommandSpec.create(); // picocli sets its own

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files that hold reports.")
  private List<Path> files = List.of();

  @Option(
      names = "--sort",
      paramLabel = "KEY",
      split = ",",
      converter = OrderConverter.class,
      completionCandidates = OrderKeys.class,
      description = "One or more of ${COMPLETION-CANDIDATES}. Default: self.")
  private List<StatisticsOrder> sort = List.of(StatisticsOrder.SELF);

  @Option(names = "--reverse", description = "The other way round.")
  private boolean reverse;

  @Option(names = "--tree", description = "The call tree of each profile, its heaviest paths.")
  private boolean tree;

  @ArgGroup private Relation relation = new Relation();

  /** At most one of them. */
  private static final class Relation {
    @Option(
        names = "--callers",
        paramLabel = "REGEX",
        description = "Who calls the methods that match.")
    private @Nullable Pattern callers;

    @Option(
        names = "--callees",
        paramLabel = "REGEX",
        description = "Whom the methods that match call.")
    private @Nullable Pattern callees;
  }

  ViewCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Option(
      names = "--limit",
      paramLabel = "N|FRACTION",
      description = "The first N rows, or that share of them, such as 0.1.")
  private void limit(String text) {
    try {
      restrictions.add(Restriction.limit(text));
      lastLimit = text;
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), "--limit: " + wrong.getMessage(), wrong);
    }
  }

  @Option(
      names = "--match",
      paramLabel = "REGEX",
      description = "Rows whose name, short or long, or file:line has something that matches.")
  private void match(Pattern pattern) {
    restrictions.add(Restriction.match(pattern));
    matches = true;
  }

  @Override
  public Integer call() throws IOException {
    if (sort.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "--sort takes one or more of " + String.join(", ", StatisticsOrder.allKeys()));
    }
    if (tree) {
      checkTreeOptions();
    }
    ReportSet reports = Inputs.read(files);
    StatisticsText text = new StatisticsText(reports, terminal.unicode());
    terminal.print(text.header());
    terminal.out().println();
    if (tree) {
      terminal.print(text.trees(lastLimit == null ? TREE_LINES : Integer.parseInt(lastLimit)));
    } else {
      showTable(CallStatistics.of(reports), text);
    }
    return 0;
  }

  private void checkTreeOptions() {
    boolean limitIsCount = lastLimit == null || lastLimit.matches("0*[1-9]\\d*");
    if (matches || relation.callers != null || relation.callees != null || !limitIsCount) {
      throw new ParameterException(
          spec.commandLine(), "--tree takes --limit N, at least 1, and none of the other choices");
    }
  }

  private void showTable(CallStatistics statistics, StatisticsText text) {
    List<MethodFigures> all = rows(statistics);
    List<MethodFigures> rows = new ArrayList<>(all);
    rows.sort(order());
    if (reverse) {
      Collections.reverse(rows);
    }
    for (Restriction restriction : restrictions) {
      rows = restriction.apply(rows);
    }
    terminal.printTable(text.table(rows));
    if (rows.size() < all.size()) {
      terminal.print(" " + rows.size() + " of " + all.size() + " rows\n");
    }
    terminal.print(text.remarks());
  }

  private List<MethodFigures> rows(CallStatistics statistics) {
    if (relation.callers != null) {
      return statistics.callersOf(relation.callers);
    }
    return relation.callees != null ? statistics.calleesOf(relation.callees) : statistics.methods();
  }

  private Comparator<MethodFigures> order() {
    Comparator<MethodFigures> order = sort.get(0).comparator();
    if (sort.size() > 1) {
      order = sort.get(0).alone();
      for (StatisticsOrder next : sort.subList(1, sort.size())) {
        order = order.thenComparing(next.alone());
      }
      order = order.thenComparing(sort.get(0).comparator());
    }
    return order;
  }
}
