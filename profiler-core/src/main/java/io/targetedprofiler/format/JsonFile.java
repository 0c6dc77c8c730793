package io.targetedprofiler.format;

import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.ReportSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads one native file from its first value to its end. */
final class JsonFile {
  private final JsonInput in;
  private final JsonFrames frames;
  private final JsonSums sums;
  private final List<CallReport> reports = new ArrayList<>();
  private boolean hasFormat;
  private boolean hasVersion;
  private boolean hasReports;

  JsonFile(JsonInput in) {
    this.in = in;
    this.frames = new JsonFrames(in);
    this.sums = new JsonSums(in);
  }

  ReportSet read() throws IOException {
    in.begin();
    in.object(this::field);
    if (!hasFormat || !hasVersion || !hasReports) {
      throw in.broken(
          "not a native profile: expected the fields \"format\", \"version\" and \"reports\"");
    }
    in.end();
    return new ReportSet(reports);
  }

  private void field(String field) throws IOException {
    switch (field) {
      case "format" -> checkFormat(in.text());
      case "version" -> checkVersion(in.text());
      case "frames" -> frames.read();
      case "reports" -> {
        hasReports = true;
        in.array(() -> reports.add(new JsonReportInput(in, frames, sums).read()));
      }
      default -> in.skip();
    }
  }

  private void checkFormat(String format) throws UnreadableException {
    if (!format.equals(NativeJson.FORMAT)) {
      throw in.broken("expected \"" + NativeJson.FORMAT + '"');
    }
    hasFormat = true;
  }

  private void checkVersion(String version) throws UnreadableException {
    if (!version.matches("\\d{1,9}\\.\\d{1,9}")) {
      throw in.broken("expected a version such as \"" + NativeJson.VERSION + '"');
    }
    int major = Integer.parseInt(version.substring(0, version.indexOf('.')));
    if (major > NativeJson.MAJOR_VERSION) {
      throw in.broken(
          "%s is newer than what this version of the profiler reads, which is %d.x"
              .formatted(version, NativeJson.MAJOR_VERSION));
    }
    hasVersion = true;
  }
}
