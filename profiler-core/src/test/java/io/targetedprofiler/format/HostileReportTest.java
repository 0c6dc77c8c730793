package io.targetedprofiler.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.model.ReportSet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One report for all of them, read by programs that this project did not write. */
@DisplayName("Recursion, errors, unicode, generics, lambdas and SQL are read back from")
class HostileReportTest {
  private static final ReportSet REPORT = SomeReports.hostile();
  private static final String UNICODE = FullNames.of(SomeReports.UNICODE);
  private static final String SQL = SomeReports.SQL.method();
  private static final String GENERIC = FullNames.of(SomeReports.GENERIC);
  private static final String LAMBDA = FullNames.of(SomeReports.LAMBDA);

  @TempDir Path directory;

  @Test
  @DisplayName("JSON, by our own reader, with nothing lost")
  void json() throws IOException {
    byte[] file = bytes(FileFormat.JSON);

    assertThat(new JsonReader().read(new ByteArrayInputStream(file), "x")).isEqualTo(REPORT);
  }

  @Test
  @DisplayName("collapsed stacks, by jfr-converter and speedscope, with names on one line")
  void collapsed() throws IOException {
    byte[] file = bytes(FileFormat.COLLAPSED);
    Files.write(directory.resolve("a.collapsed.txt"), file);
    CollapsedTest.convert(directory, "a.collapsed.txt", "a.html");
    CollapsedTest.convert(directory, "a.html", "b.collapsed");

    assertThat(Files.readString(directory.resolve("b.collapsed")).lines())
        .containsExactlyInAnyOrderElementsOf(new String(file, UTF_8).lines().toList());
    assertThat(viewer().rows("a.collapsed.txt", file))
        .containsExactlyInAnyOrder(
            "100,000|10,000|" + UNICODE,
            "40,000|40,000|SQL select \"a\",   b from t where x < ? and y = 'ü': -- limit_10",
            "20,000|20,000|" + GENERIC,
            "30,000|30,000|" + LAMBDA);
  }

  @Test
  @DisplayName("speedscope's format, by speedscope, in the order of the calls")
  void speedscope() throws IOException {
    assertThat(viewer().rows("a.speedscope.json", bytes(FileFormat.SPEEDSCOPE)))
        .containsExactlyInAnyOrderElementsOf(rows());
  }

  @Test
  @DisplayName("pprof, by go tool pprof, by speedscope and by our own reader")
  void pprof() throws IOException {
    byte[] file = bytes(FileFormat.PPROF);
    Files.write(directory.resolve("a.pb.gz"), file);
    String top =
        Tool.run(
            directory,
            Map.of("HOME", directory.toString(), "GOTOOLCHAIN", "local", "GOPROXY", "off"),
            List.of("go", "tool", "pprof", "-top", "-unit=ms", "a.pb.gz"));

    assertThat(top)
        .contains("100ms   100%  " + UNICODE, "40ms 40.00%  " + SQL)
        .contains("20ms 20.00%  " + GENERIC, "30ms 30.00%  " + LAMBDA);
    assertThat(viewer().rows("a.pprof.pb.gz", file)).containsExactlyInAnyOrderElementsOf(rows());
    assertThat(
            PathFigures.of(
                new PprofReader().read(new ByteArrayInputStream(file), "x"), Object::toString))
        .isEqualTo(PathFigures.of(REPORT, Object::toString));
  }

  @Test
  @DisplayName("Chrome trace events, by speedscope, errors included")
  void trace() throws IOException {
    List<String> rows = viewer().rows("a.trace.json", bytes(FileFormat.TRACE));

    assertThat(rows).hasSize(5);
    assertThat(rows)
        .anyMatch(row -> row.startsWith("100.00ms|10.00ms|" + SomeReports.UNICODE.label()))
        .anyMatch(row -> row.startsWith("40.00ms|40.00ms|" + SQL) && row.contains("threw"))
        .anyMatch(row -> row.startsWith("20.00ms|20.00ms|" + SomeReports.GENERIC.label()))
        .anyMatch(row -> row.startsWith("30.00ms|20.00ms|" + SomeReports.LAMBDA.label()))
        .anyMatch(row -> row.contains(SomeReports.LAMBDA.label()) && row.contains("threw"));
  }

  @Test
  @DisplayName("pstats, by CPython")
  void pstats() throws IOException {
    Files.write(directory.resolve("a.pstats"), bytes(FileFormat.PSTATS));
    String printed =
        Tool.run(
            directory,
            Map.of("PYTHONIOENCODING", "utf-8"),
            List.of(
                "python3",
                "-c",
                """
                import pstats
                stats = pstats.Stats('a.pstats')
                for (file, line, name), (cc, nc, tt, ct, callers) in stats.stats.items():
                    print(f'{nc}/{cc}|{round(ct * 1e3)}|{round(tt * 1e3)}|{name}')
                stats.sort_stats('cumulative').print_stats().print_callers().print_callees()
                """));

    assertThat(printed)
        .contains("1/1|100|10|" + UNICODE, "3/3|40|40|" + SQL)
        .contains("2/2|20|20|" + GENERIC, "7/1|30|30|" + LAMBDA)
        .contains("13 function calls (7 primitive calls) in 0.100 seconds");
  }

  private static List<String> rows() {
    return List.of(
        "100.00ms|10.00ms|" + UNICODE,
        "40.00ms|40.00ms|" + SQL,
        "20.00ms|20.00ms|" + GENERIC,
        "30.00ms|30.00ms|" + LAMBDA);
  }

  private SpeedscopeViewer viewer() {
    return new SpeedscopeViewer(directory);
  }

  private static byte[] bytes(FileFormat format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    format.writer().write(REPORT, out);
    return out.toByteArray();
  }
}
