package stranger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A log with reports, read as people read it. */
public final class ReportLog {

  /** Four figures, of which the last is the calls, the longest call, branches, a name, a place. */
  private static final Pattern CALL =
      Pattern.compile(
          " *[0-9.]+ +[0-9.]+ +[0-9.]+ +([0-9]+) +[0-9.]+  ((?:[├└│] |  )*)(.+?)(?: \\([^()]+\\))?(?:  queued .*?)?(  calls count resumes)?(  threw [0-9]+×)?");

  private record Call(int depth, String text) {}

  private final List<String> lines;

  private ReportLog(List<String> lines) {
    this.lines = lines;
  }

  public static ReportLog read(Path file) throws IOException {
    return new ReportLog(Files.readAllLines(file));
  }

  /** How many lines are as a regular expression says. */
  public long count(String regex) {
    return lines.stream().filter(line -> line.matches(regex)).count();
  }

  /**
   * The call trees of a target, one after another: a line for each path with its number of calls,
   * in the order of their names, for times differ from run to run.
   */
  public List<String> trees(String profile) {
    List<String> trees = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains("@Profile " + profile + "  ")) {
        trees.add(draw(calls(i + 1)));
      }
    }
    return trees;
  }

  private Deque<Call> calls(int from) {
    Deque<Call> calls = new ArrayDeque<>();
    for (String line : lines.subList(from, lines.size())) {
      Matcher call = CALL.matcher(line);
      if (call.matches()) {
        String resumes = call.group(4) == null ? "" : " resumes";
        String threw = call.group(5) == null ? "" : call.group(5);
        calls.add(
            new Call(
                call.group(2).length() / 2,
                call.group(3) + " ×" + call.group(1) + resumes + threw));
      } else if (line.contains("profiler's own cost")) {
        return calls;
      }
    }
    throw new IllegalStateException("a report without an end");
  }

  private static String draw(Deque<Call> calls) {
    Call caller = calls.remove();
    List<String> callees = new ArrayList<>();
    while (!calls.isEmpty() && calls.element().depth() > caller.depth()) {
      callees.add(draw(calls));
    }
    Collections.sort(callees);
    return "  ".repeat(caller.depth()) + caller.text() + '\n' + String.join("", callees);
  }
}
