package io.targetedprofiler.agent;

import io.targetedprofiler.format.NothingToWriteException;
import io.targetedprofiler.format.UnreadableException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * The command line. It exits with 0 when done, with 1 if a check failed, and with 2 on wrong usage
 * and on files that cannot be read; then one line says what is wrong.
 */
@Command(
    name = "profiler",
    description = "Shows, merges, compares and converts profiles.",
    versionProvider = Main.Version.class,
    mixinStandardHelpOptions = true,
    scope = CommandLine.ScopeType.INHERIT,
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs, each with a --help of its own:%n")
public final class Main implements Runnable {
  private static final int UNUSABLE = 2;

  @Spec private CommandSpec spec = CommandSpec.create(); // picocli sets its own

  private Main() {}

  /** Runs one command and exits. */
  public static void main(String[] args) {
    Terminal terminal = Terminal.ofProcess();
    int exit = run(args, terminal);
    terminal.out().flush();
    System.exit(exit);
  }

  /**
   * Runs one command as where its output is piped.
   *
   * @param out what was asked for
   * @param err one line of what is wrong
   * @return the exit code
   */
  static int run(String[] args, PrintStream out, PrintStream err) {
    return run(args, Terminal.plain(out, err));
  }

  private static int run(String[] args, Terminal terminal) {
    try {
      return commandLine(terminal).execute(args);
    } catch (OutOfMemoryError small) {
      terminal.err().println("needs more memory than this JVM may take (-Xmx)");
    } catch (StackOverflowError deep) {
      terminal.err().println("too complex: a regular expression, perhaps");
    }
    return UNUSABLE;
  }

  private static CommandLine commandLine(Terminal terminal) {
    CommandLine line =
        new CommandLine(new Main())
            .addSubcommand(new ViewCommand(terminal))
            .addSubcommand(new MergeCommand(terminal))
            .addSubcommand(new DiffCommand(terminal))
            .addSubcommand(new ConvertCommand(terminal));
    for (String verb : new String[] {"run", "sample", "xray"}) {
      line.addSubcommand(verb, new LaterCommand(verb));
    }
    return line.registerConverter(Pattern.class, Main::pattern)
        .setOut(new PrintWriter(terminal.out(), true))
        .setErr(new PrintWriter(terminal.err(), true))
        .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.colour() ? Ansi.ON : Ansi.OFF))
        .setExpandAtFiles(false)
        .setUsageHelpWidth(Math.max(80, terminal.width()))
        .setParameterExceptionHandler(
            (fault, arguments) -> {
              String verb = fault.getCommandLine().getCommandSpec().qualifiedName();
              return unusable(terminal, fault.getMessage() + " (see " + verb + " --help)");
            })
        .setExecutionExceptionHandler(
            (fault, command, parsed) -> unusable(terminal, describe(fault)));
  }

  private static Pattern pattern(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException wrong) {
      throw new TypeConversionException(
          "'" + text + "' is no regular expression: " + wrong.getDescription());
    }
  }

  private static int unusable(Terminal terminal, String why) {
    terminal.err().println(why.replaceAll("\\s*\\R\\s*", " "));
    return UNUSABLE;
  }

  private static String describe(Exception fault) {
    if (fault instanceof UnreadableException || fault instanceof NothingToWriteException) {
      return String.valueOf(fault.getMessage());
    }
    if (fault instanceof NoSuchFileException missing) {
      return missing.getFile() + ": no such file or directory";
    }
    if (fault instanceof AccessDeniedException denied) {
      return denied.getFile() + ": no permission";
    }
    if (fault instanceof FileSystemException failed) {
      String reason = failed.getReason();
      return failed.getFile()
          + ": "
          + (reason == null ? failed.getClass().getSimpleName() : reason);
    }
    return fault instanceof IOException
        ? "input or output failed: " + fault.getMessage()
        : "a fault of this program: " + fault;
  }

  /** Without a verb. */
  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Missing verb: one of view, merge, diff, convert");
  }

  /** From the manifest of the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"targeted profiler " + (version == null ? "(not packaged)" : version)};
    }
  }
}
