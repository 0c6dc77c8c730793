package io.targetedprofiler.format;

import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.ReportSet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads files of the viewer speedscope, of this profiler or another, whose unit is a time: one
 * report for each profile and root, with self times. An evented profile keeps its order, and each
 * of its events is a call; a sampled one holds no numbers of calls: they are 0.
 *
 * <p>Input is not trusted: at most 256 MB unzipped, a million paths and five million events and
 * weights are read. Needs jackson-core. Stateless.
 */
public final class SpeedscopeReader implements ReportReader {
  private static final int MAX_BYTES = 256_000_000;

  /** A reader. */
  public SpeedscopeReader() {}

  @Override
  public ReportSet read(InputStream in, String name) throws IOException {
    byte[] content = Unzipped.bytesOf(in, name, MAX_BYTES);
    // Frames mostly stand behind what refers to them: twice is simpler than to keep it all.
    SpeedscopeHeads heads =
        JsonSource.read(new ByteArrayInputStream(content), name, SpeedscopeHeads::read);
    return JsonSource.read(new ByteArrayInputStream(content), name, json -> profiles(json, heads));
  }

  private static ReportSet profiles(JsonInput in, SpeedscopeHeads heads) throws IOException {
    List<CallReport> reports = new ArrayList<>();
    StackReports.Bounds bounds = new StackReports.Bounds();
    int[] next = {0};
    in.begin();
    in.object(
        field -> {
          if (field.equals("profiles")) {
            in.array(
                () -> {
                  SpeedscopeHeads.Profile head = heads.profiles().get(next[0]++);
                  reports.addAll(
                      new SpeedscopeProfile(in, head, heads.frames(), bounds)
                          .read(reports.size() + 1L));
                });
          } else {
            in.skip();
          }
        });
    in.end();
    return new ReportSet(reports);
  }
}
