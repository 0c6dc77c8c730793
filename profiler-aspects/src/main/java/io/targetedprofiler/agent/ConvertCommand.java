package io.targetedprofiler.agent;

import io.targetedprofiler.format.FileFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Writes a file in another format. */
@Command(name = "convert", description = "Writes a file in another format.")
final class ConvertCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create(); // picocli sets its own

  @Parameters(paramLabel = "FILE", description = "A file that holds reports.")
  private Path file = Path.of("");

  @Option(
      names = "--to",
      paramLabel = "FORMAT",
      required = true,
      converter = FormatConverter.class,
      completionCandidates = FormatIds.class,
      description = "One of ${COMPLETION-CANDIDATES}.")
  private FileFormat format = FileFormat.JSON;

  @Option(
      names = "-o",
      paramLabel = "FILE",
      description =
          "The file to write; - for standard output. Default: beside FILE, under its name with the"
              + " format's ending.")
  private @Nullable Path output;

  ConvertCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Path to = output == null ? file.resolveSibling(stem() + '.' + format.extension()) : output;
    if (output == null && Files.exists(to) && Files.isSameFile(to, file)) {
      throw new ParameterException(
          spec.commandLine(), to + " is the file itself, name another: -o");
    }
    Output.write(Inputs.read(List.of(file)), format, to, terminal);
    return 0;
  }

  private String stem() {
    String name = String.valueOf(file.getFileName());
    String unzipped = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    for (FileFormat known : FileFormat.values()) {
      for (String whole : new String[] {name, unzipped}) {
        if (whole.endsWith('.' + known.extension()) && known != FileFormat.JSON) {
          return whole.substring(0, whole.length() - known.extension().length() - 1);
        }
      }
    }
    int dot = unzipped.lastIndexOf('.');
    return dot > 0 ? unzipped.substring(0, dot) : unzipped;
  }

  /** The formats, for the help. */
  static final class FormatIds implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return ids().iterator();
    }
  }

  private static List<String> ids() {
    return Arrays.stream(FileFormat.values()).map(FileFormat::id).toList();
  }

  /** A format by its name. */
  static final class FormatConverter implements ITypeConverter<FileFormat> {
    @Override
    public FileFormat convert(String id) {
      return FileFormat.of(id)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "unknown format '" + id + "', use one of " + String.join(", ", ids())));
    }
  }
}
