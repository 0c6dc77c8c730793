package io.targetedprofiler.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.Frame;
import io.targetedprofiler.model.ReportSet;
import io.targetedprofiler.model.ReportSet.ProfileTree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

@Label("For any reports, the native form")
class JsonPropertyTest {

  @Property(tries = 500)
  @Label("read back is what was written")
  void roundTrip(@ForAll long seed) throws IOException {
    ReportSet reports = new RandomReports(seed).set(4, 40);

    assertThat(read(written(reports))).isEqualTo(reports);
  }

  @Property(tries = 50)
  @Label("is read gzipped, too")
  void gzipped(@ForAll long seed) throws IOException {
    ReportSet reports = new RandomReports(seed).set(2, 10);
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      new JsonWriter().write(reports, out);
    }

    assertThat(read(zipped.toByteArray())).isEqualTo(reports);
  }

  @Property(tries = 300)
  @Label("merged from two files has the same figures on each path as all of the calls together")
  void merge(@ForAll long seedA, @ForAll long seedB) throws IOException {
    ReportSet a = new RandomReports(seedA).set(3, 20);
    ReportSet b = new RandomReports(seedB).set(3, 20);
    // The same methods again, so that paths meet.
    ReportSet c = new RandomReports(seedA).set(2, 20);

    ReportSet merged = read(written(a)).plus(read(written(b))).plus(read(written(c)));

    Map<List<Object>, Figures> ofMerged = new HashMap<>();
    for (ProfileTree tree : merged.trees()) {
      add(tree.profile(), tree.tree().root(), ofMerged);
    }
    Map<List<Object>, Figures> ofEachCall = new HashMap<>();
    for (ReportSet set : List.of(a, b, c)) {
      for (CallReport report : set.reports()) {
        add(report.profile(), report.tree().root(), ofEachCall);
      }
    }
    assertThat(ofMerged).isEqualTo(ofEachCall);
  }

  private record Figures(
      long calls, long timedCalls, long measured, long total, long self, long errors) {

    static Figures of(CallNode node) {
      return new Figures(
          node.calls(),
          node.timedCalls(),
          node.measuredNanos(),
          node.totalNanos(),
          node.selfNanos(),
          node.errors());
    }

    Figures plus(Figures more) {
      return new Figures(
          calls + more.calls,
          timedCalls + more.timedCalls,
          measured + more.measured,
          total + more.total,
          self + more.self,
          errors + more.errors);
    }
  }

  /** The naive way: the whole path is the key. */
  private static void add(String profile, CallNode root, Map<List<Object>, Figures> to) {
    add(root, List.of(profile), to);
  }

  private static void add(CallNode node, List<Object> caller, Map<List<Object>, Figures> to) {
    List<Object> path = new ArrayList<>(caller);
    Frame frame = node.frame();
    path.add(frame);
    to.merge(path, Figures.of(node), Figures::plus);
    node.children().forEach(child -> add(child, path, to));
  }

  private static byte[] written(ReportSet reports) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new JsonWriter().write(reports, out);
    return out.toByteArray();
  }

  private static ReportSet read(byte[] file) throws IOException {
    return new JsonReader().read(new ByteArrayInputStream(file), "profile.json");
  }
}
