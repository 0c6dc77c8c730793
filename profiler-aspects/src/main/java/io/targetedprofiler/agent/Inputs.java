package io.targetedprofiler.agent;

import io.targetedprofiler.format.ReportFiles;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.ReportSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files of a command. */
final class Inputs {
  private Inputs() {}

  /** Reads all of them, in their order. */
  static ReportSet read(List<Path> files) throws IOException {
    List<CallReport> reports = new ArrayList<>();
    for (Path file : files) {
      reports.addAll(ReportFiles.read(file).reports());
    }
    return new ReportSet(reports);
  }
}
