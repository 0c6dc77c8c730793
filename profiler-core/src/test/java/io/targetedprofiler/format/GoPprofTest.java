package io.targetedprofiler.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.model.ReportSet;
import io.targetedprofiler.model.SampleReport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("go tool pprof")
class GoPprofTest {
  @TempDir Path directory;

  @Test
  @DisplayName("-top shows our self times, totals and calls")
  void top() throws IOException {
    Path file = write("a.pb.gz", SomeReports.drawn(SomeReports.CHECKOUT));

    String time = pprof("-top", "-unit=us", file.toString());
    assertThat(time)
        .contains("Type: wall", "Duration: 412.30ms, Total samples = 412300us (  100%)");
    assertThat(rows(time))
        .contains(
            "209010us 209010us com.acme.Tax.lookup",
            "94700us 94700us SQL update stock set qty = ? where sku = ?",
            "94490us 412300us com.acme.Orders.checkout",
            "12000us 221000us com.acme.Pricing.price",
            "2100us 96800us com.acme.Stock.reserve")
        .hasSize(5);
    assertThat(rows(pprof("-top", "-sample_index=calls", file.toString())))
        .contains("5 5 com.acme.Tax.lookup", "1 15 com.acme.Orders.checkout");
    assertThat(rows(pprof("-top", "-unit=us", "-sample_index=cpu", file.toString())))
        .containsExactly("61200us 61200us com.acme.Orders.checkout");
    assertThat(pprof("-top", "-sample_index=alloc_space", "-unit=B", file.toString()))
        .contains("3100000B");
  }

  @Test
  @DisplayName("-tree and -peek show callers and callees, recursion not counted twice")
  void treeAndPeek() throws IOException {
    Path file = write("a.pb.gz", SomeReports.drawn(SomeReports.RECURSION));

    assertThat(rows(pprof("-top", "-unit=ms", file.toString())))
        .containsExactlyInAnyOrder("80ms 100ms com.acme.Walk.a", "20ms 90ms com.acme.Walk.b");
    assertThat(pprof("-tree", "-unit=ms", file.toString()))
        .containsPattern("90ms +90.00% \\| +com.acme.Walk.b");
    assertThat(pprof("-peek", "Walk.b", "-unit=ms", file.toString()))
        .containsPattern("90ms +100% \\| +com.acme.Walk.a");
    assertThat(pprof("-tags", "-unit=ms", file.toString())).contains("http-7", "checkout");
  }

  @Test
  @DisplayName("-diff_base tells two of our files apart, path by path")
  void diff() throws IOException {
    Path before = write("a.pb.gz", SomeReports.drawn("a 1 100ms\n  b 2 40ms"));
    Path after = write("b.pb.gz", SomeReports.drawn("a 1 110ms\n  b 2 70ms"));

    assertThat(rows(pprof("-top", "-unit=ms", "-diff_base=" + before, after.toString())))
        .containsExactlyInAnyOrder("30ms 30ms b", "-20ms 10ms a");
  }

  @Test
  @DisplayName("takes any name")
  void names() throws IOException {
    Path file = write("a.pb.gz", SomeReports.nasty());

    assertThat(pprof("-top", "-nodecount=1000", file.toString()))
        .contains(SomeReports.NASTY.get(0), "Größe→λ𝔘", "Map<String, List<? extends T>>.of(x)")
        .contains("_ZN3foo3barEv");
  }

  @Test
  @DisplayName("adds two reports of one profile up")
  void severalReports() throws IOException {
    SampleReport report = SampleReport.of(SomeReports.RECURSION);
    Path file =
        write("a.pb.gz", new ReportSet(List.of(report.report(), report.thread("b").report())));

    assertThat(rows(pprof("-top", "-unit=ms", file.toString())))
        .containsExactlyInAnyOrder("160ms 200ms com.acme.Walk.a", "40ms 180ms com.acme.Walk.b");
  }

  @Test
  @DisplayName("keeps traces apart")
  void traces() throws IOException {
    SampleReport report = SampleReport.of(SomeReports.RECURSION);
    Path file =
        write(
            "a.pb.gz",
            new ReportSet(
                List.of(
                    report.report(),
                    report.context(Map.of("traceId", "4bf92f35")).report(),
                    report.context(Map.of("trace_id", "00f067aa")).report())));

    assertThat(pprof("-tags", "-unit=ms", file.toString()))
        .contains("trace_id: Total 200.0ms", "100.0ms (50.00%): 4bf92f35", ": 00f067aa");
    assertThat(rows(pprof("-top", "-unit=ms", "-tagfocus=trace_id=4bf92f35", file.toString())))
        .containsExactlyInAnyOrder("80ms 100ms com.acme.Walk.a", "20ms 90ms com.acme.Walk.b");
  }

  private Path write(String name, ReportSet reports) throws IOException {
    Path file = directory.resolve(name);
    try (OutputStream out = Files.newOutputStream(file)) {
      new PprofWriter().write(reports, out);
    }
    return file;
  }

  /** The rows of a table as {@code flat cum name}. */
  private static List<String> rows(String table) {
    return table
        .lines()
        .dropWhile(line -> !line.contains("flat%"))
        .skip(1)
        .map(line -> line.strip().split(" +", 6))
        .filter(cells -> cells.length == 6)
        .map(cells -> cells[0] + ' ' + cells[3] + ' ' + cells[5])
        .toList();
  }

  private String pprof(String... arguments) {
    return pprof(directory, arguments);
  }

  /** Without the network and without the user's settings. */
  static String pprof(Path directory, String... arguments) {
    List<String> command = new ArrayList<>(List.of("go", "tool", "pprof"));
    command.addAll(List.of(arguments));
    String home = directory.toString();
    return Tool.run(
        directory,
        Map.of(
            "HOME", home,
            "PPROF_TMPDIR", home,
            "GOFLAGS", "-mod=mod",
            "GOPROXY", "off",
            "GOTELEMETRY", "off",
            "GOTOOLCHAIN", "local",
            "GOCACHE", home + "/cache"),
        command);
  }
}
