package io.targetedprofiler.sink;

import io.targetedprofiler.model.CallReport;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the files of one report are named, without their extensions: {@code
 * 20260131T120000123Z-128}. The time is that of the call's begin, in UTC; there is no dot and no
 * colon in it, so that the first dot begins the extension and every file system takes it.
 *
 * @param time sorts as text
 * @param id number of the report
 */
record ReportFileName(String time, long id) implements Comparable<ReportFileName> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final Pattern FILE =
      Pattern.compile("(?<time>\\d{8}T\\d{9}Z)-(?<id>\\d{1,18})\\.[a-z][a-z0-9.]*");

  private static final Comparator<ReportFileName> OLDEST_FIRST =
      Comparator.comparing(ReportFileName::time).thenComparingLong(ReportFileName::id);

  static ReportFileName of(CallReport report) {
    return new ReportFileName(TIME.format(report.started()), report.id());
  }

  /** The report that a file belongs to; none if it is not named as we name files. */
  static Optional<ReportFileName> of(String file) {
    Matcher parts = FILE.matcher(file);
    return parts.matches()
        ? Optional.of(new ReportFileName(parts.group("time"), Long.parseLong(parts.group("id"))))
        : Optional.empty();
  }

  String withExtension(String extension) {
    return time + '-' + id + '.' + extension;
  }

  @Override
  public int compareTo(ReportFileName other) {
    return OLDEST_FIRST.compare(this, other);
  }
}
