package io.targetedprofiler.agent;

import io.targetedprofiler.format.TextReport;
import io.targetedprofiler.sink.ConsoleCharset;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.Charset;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Where a command writes to.
 *
 * @param out for what was asked for
 * @param err for the one line that says what is wrong
 * @param unicode whether signs beyond ASCII can be shown
 * @param colour whether headings may stand out
 * @param width characters of a line, 0 if there is no limit, as in a pipe
 */
record Terminal(PrintStream out, PrintStream err, boolean unicode, boolean colour, int width) {

  /** No terminal: nothing is cut or coloured. */
  static Terminal plain(PrintStream out, PrintStream err) {
    return new Terminal(out, err, true, false, 0);
  }

  /** What this process was started on. */
  static Terminal ofProcess() {
    Charset charset = ConsoleCharset.guess();
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, charset);
    PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, charset);
    boolean interactive = isInteractive();
    return new Terminal(
        out,
        err,
        TextReport.canDraw(charset),
        interactive && System.getenv("NO_COLOR") == null && Ansi.AUTO.enabled(),
        interactive ? columns() : 0);
  }

  /** From JDK 22 on there is a console even in a pipe, and it can be asked. */
  private static boolean isInteractive() {
    if (System.console() == null) {
      return false;
    }
    try {
      return Boolean.TRUE.equals(
          java.io.Console.class.getMethod("isTerminal").invoke(System.console()));
    } catch (NoSuchMethodException older) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException unknown) {
      return false;
    }
  }

  private static int columns() {
    String columns = System.getenv("COLUMNS");
    if (columns != null && columns.matches("[1-9]\\d{1,4}")) {
      return Integer.parseInt(columns);
    }
    return new UsageMessageSpec().autoWidth(true).width();
  }

  /** Writes lines that end in {@code \n}; what is too wide is cut with a sign. */
  void print(String text) {
    text.lines().forEach(line -> out.println(fitted(line)));
  }

  /** Writes lines of which the first is a heading. */
  void printTable(String text) {
    int end = text.indexOf('\n');
    String heading = fitted(text.substring(0, end));
    out.println(colour ? "\u001b[1m" + heading + "\u001b[0m" : heading);
    print(text.substring(end + 1));
  }

  private String fitted(String line) {
    if (width == 0 || line.codePointCount(0, line.length()) <= width) {
      return line;
    }
    String sign = unicode ? "…" : "...";
    return line.substring(0, line.offsetByCodePoints(0, width - sign.length())) + sign;
  }
}
