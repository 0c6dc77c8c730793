package io.targetedprofiler.format;

import io.targetedprofiler.format.PythonStats.Function;
import io.targetedprofiler.format.PythonStats.Row;
import io.targetedprofiler.model.ReportSet;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/**
 * Writes what {@code python3 -m pstats} and snakeviz open: calls, primitive calls, own and
 * cumulative time of each method, in seconds, and the same of each of its callers. All profiles of
 * the reports are in one table, as Python's profiler would have it. Stateless.
 */
public final class PstatsWriter implements ReportWriter {
  private static final double NANOS_PER_SECOND = 1e9;

  /** A writer. */
  public PstatsWriter() {}

  @Override
  public void write(ReportSet reports, OutputStream out) throws IOException {
    PythonStats stats = new PythonStats();
    reports.reports().forEach(report -> stats.add(report.tree().root()));

    BufferedOutputStream buffered = new BufferedOutputStream(out, 1 << 16);
    MarshalOutput marshal = new MarshalOutput(buffered);
    marshal.beginDictionary();
    for (Function function : stats.functions()) {
      key(marshal, function.key());
      marshal.beginTuple(5);
      marshal.number(function.primitiveCalls());
      marshal.number(function.calls());
      times(marshal, function);
      marshal.beginDictionary();
      for (Map.Entry<Function, Row> caller : function.callers().entrySet()) {
        key(marshal, caller.getKey().key());
        marshal.beginTuple(4);
        // The other way round than above: so does cProfile.
        marshal.number(caller.getValue().calls());
        marshal.number(caller.getValue().primitiveCalls());
        times(marshal, caller.getValue());
      }
      marshal.endDictionary();
    }
    marshal.endDictionary();
    buffered.flush();
  }

  private static void key(MarshalOutput marshal, PythonStats.Key key) throws IOException {
    marshal.beginTuple(3);
    marshal.string(key.file());
    marshal.number(key.line());
    marshal.string(key.name());
  }

  private static void times(MarshalOutput marshal, Row row) throws IOException {
    marshal.number(row.selfNanos() / NANOS_PER_SECOND);
    marshal.number(row.totalNanos() / NANOS_PER_SECOND);
  }
}
