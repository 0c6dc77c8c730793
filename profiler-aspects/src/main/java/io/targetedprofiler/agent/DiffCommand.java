package io.targetedprofiler.agent;

import io.targetedprofiler.format.DiffText;
import io.targetedprofiler.format.ReportDiff;
import io.targetedprofiler.format.ReportDiff.Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares two files. */
@Command(
    name = "diff",
    description = "Compares two files call path by call path, per profiled call.",
    footer = "%nPaths are compared by their names; lines in a file may have moved.")
final class DiffCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create(); // picocli sets its own

  @Parameters(index = "0", paramLabel = "BEFORE", description = "A file that holds reports.")
  private Path before = Path.of("");

  @Parameters(index = "1", paramLabel = "AFTER", description = "Another.")
  private Path after = Path.of("");

  @Option(
      names = "--fail-above",
      paramLabel = "PERCENT",
      description =
          "Exit with 1 if the mean total time of a profiled call has grown by more, in any profile"
              + " that is in both files.")
  private @Nullable Double failAbove;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "40",
      description = "Paths that are shown. Default: ${DEFAULT-VALUE}.")
  private int limit;

  DiffCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (limit < 0) {
      throw new ParameterException(
          spec.commandLine(), "--limit %d is not a number from 0 upwards".formatted(limit));
    }
    if (failAbove != null && !(failAbove >= 0 && failAbove < 1e9)) {
      throw new ParameterException(
          spec.commandLine(), "--fail-above %s is not a number from 0 to 1e9".formatted(failAbove));
    }
    ReportDiff diff = ReportDiff.of(Inputs.read(List.of(before)), Inputs.read(List.of(after)));
    DiffText text = new DiffText(diff, terminal.unicode());
    terminal.print(text.header());
    terminal.out().println();
    terminal.printTable(text.table(limit));
    return failAbove == null ? 0 : check(diff, text, failAbove);
  }

  private int check(ReportDiff diff, DiffText text, double percent) {
    if (diff.profiles().stream().allMatch(profile -> profile.growthPercent().isEmpty())) {
      throw new ParameterException(
          spec.commandLine(), "--fail-above: no profile with a time is in both files");
    }
    List<Profile> slower =
        diff.profiles().stream().filter(profile -> exceeds(profile, percent)).toList();
    if (slower.isEmpty()) {
      return 0;
    }
    terminal.err().println(text.verdict(slower, percent));
    return 1;
  }

  private static boolean exceeds(Profile profile, double percent) {
    OptionalDouble growth = profile.growthPercent();
    return growth.isPresent() && growth.getAsDouble() > percent;
  }
}
