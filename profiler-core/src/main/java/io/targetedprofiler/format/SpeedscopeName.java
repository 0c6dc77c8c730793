package io.targetedprofiler.format;

import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.ReportSet.ProfileTree;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a profile in a speedscope file, which is all that the viewer shows of it: {@code
 * checkout #128 (http-7), 5 calls omitted} if it is in order, {@code checkout, calls: 300} else.
 *
 * @param profile the target's name
 * @param id number of the report; 0 if it is none, but a sum
 * @param thread name of the calling thread
 * @param number calls that were omitted from a report, or calls that were summed up
 */
record SpeedscopeName(String profile, long id, String thread, long number) {
  /** Found one by one: together they would search a hostile text in the square of its length. */
  private static final Pattern ID = Pattern.compile(" #(\\d{1,18}) \\(");

  private static final Pattern END = Pattern.compile("\\)(?:, (\\d{1,18}) calls omitted)?\\z");
  private static final Pattern SUM = Pattern.compile("(?s)(.*), calls: \\d{1,19}");

  static SpeedscopeName of(CallReport report) {
    return new SpeedscopeName(
        report.profile(), Math.max(1, report.id()), report.thread(), report.timeline().omitted());
  }

  static SpeedscopeName of(ProfileTree tree) {
    return new SpeedscopeName(tree.profile(), 0, "", tree.tree().root().calls());
  }

  /** Of a file, which may call it anything. */
  static SpeedscopeName parse(String text) {
    Matcher id = ID.matcher(text);
    Matcher end = END.matcher(text);
    if (id.find() && end.find(id.end())) {
      String omitted = end.group(1);
      return new SpeedscopeName(
          text.substring(0, id.start()),
          Math.max(1, Long.parseLong(id.group(1))),
          text.substring(id.end(), end.start()),
          omitted == null ? 0 : Long.parseLong(omitted));
    }
    Matcher sum = SUM.matcher(text);
    return new SpeedscopeName(sum.matches() ? sum.group(1) : text, 0, "", 0);
  }

  String text() {
    if (id == 0) {
      return number == 0 ? profile : profile + ", calls: " + number;
    }
    String name = profile + " #" + id + " (" + thread + ')';
    return number == 0 ? name : name + ", " + number + " calls omitted";
  }
}
