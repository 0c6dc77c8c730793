package io.targetedprofiler.format;

import io.targetedprofiler.model.ReportSet;
import io.targetedprofiler.model.ReportSet.ProfileTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The flat profile of any number of reports, and who called whom. Immutable. */
public final class CallStatistics {
  private final List<MethodFigures> methods = new ArrayList<>();
  private final List<MethodFigures> pairs = new ArrayList<>();

  private CallStatistics(PythonStats stats) {
    for (PythonStats.Function function : stats.functions()) {
      methods.add(function.figures(Optional.empty(), function.frame()));
      function
          .callers()
          .forEach(
              (caller, row) ->
                  pairs.add(row.figures(Optional.of(caller.frame()), function.frame())));
    }
  }

  /** Sums up all reports of all profiles. */
  public static CallStatistics of(ReportSet reports) {
    PythonStats stats = new PythonStats();
    for (ProfileTree profile : reports.trees()) {
      stats.add(profile.tree().root());
    }
    return new CallStatistics(stats);
  }

  /** One row for each method. */
  public List<MethodFigures> methods() {
    return List.copyOf(methods);
  }

  /** One row for each caller of each method that matches. */
  public List<MethodFigures> callersOf(Pattern called) {
    return pairs.stream().filter(row -> MethodFigures.matches(called, row.method())).toList();
  }

  /** One row for each method called by one that matches. */
  public List<MethodFigures> calleesOf(Pattern calling) {
    return pairs.stream()
        .filter(row -> row.caller().filter(c -> MethodFigures.matches(calling, c)).isPresent())
        .toList();
  }
}
