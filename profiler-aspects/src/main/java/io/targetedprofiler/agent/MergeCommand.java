package io.targetedprofiler.agent;

import io.targetedprofiler.format.FileFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts the reports of several files into one. */
@Command(name = "merge", description = "Puts the reports of all files into one, as JSON.")
final class MergeCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files that hold reports.")
  private List<Path> files = List.of();

  @Option(
      names = "-o",
      paramLabel = "FILE",
      required = true,
      description = "The file to write, gzipped if its name ends with .gz; - for standard output.")
  private Path output = Path.of("-");

  MergeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Output.write(Inputs.read(files), FileFormat.JSON, output, terminal);
    return 0;
  }
}
