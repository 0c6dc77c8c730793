package io.targetedprofiler.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.Frame;
import io.targetedprofiler.model.MethodTotals;
import io.targetedprofiler.model.ReportSet;
import io.targetedprofiler.model.SampleReport;
import io.targetedprofiler.model.TreeDrawing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A pstats file")
class PstatsTest {
  @TempDir Path directory;

  @Test
  @DisplayName("holds calls, own and cumulative seconds by method, and the same by caller")
  void figures() throws IOException {
    Map<?, ?> stats = read(SomeReports.drawn(SomeReports.CHECKOUT));

    assertThat(stats.get(List.of("Orders.java", 41L, "com.acme.Orders.checkout")))
        .isEqualTo(List.of(1L, 1L, 0.09449, 0.4123, Map.of()));
    assertThat(stats.get(List.of("Tax.java", 17L, "com.acme.Tax.lookup")))
        .isEqualTo(
            List.of(
                5L,
                5L,
                0.20901,
                0.20901,
                Map.of(
                    List.of("Pricing.java", 88L, "com.acme.Pricing.price"),
                    List.of(3L, 3L, 0.209, 0.209),
                    List.of("Orders.java", 41L, "com.acme.Orders.checkout"),
                    List.of(2L, 2L, 0.00001, 0.00001))));
    assertThat(stats.get(List.of("~", 0L, "SQL update stock set qty = ? where sku = ?")))
        .isNotNull();
  }

  @Test
  @DisplayName("counts recursive time once, and outermost calls as primitive")
  void recursion() throws IOException {
    Map<?, ?> stats = read(SomeReports.drawn(SomeReports.RECURSION));
    List<?> a = List.of("Walk.java", 5L, "com.acme.Walk.a");
    List<?> b = List.of("Walk.java", 9L, "com.acme.Walk.b");

    // Primitive calls stand first for a function, second for a caller.
    assertThat(stats.get(a))
        .isEqualTo(
            List.of(
                1L,
                13L,
                0.08,
                0.1,
                Map.of(b, List.of(4L, 4L, 0.03, 0.07), a, List.of(8L, 8L, 0.04, 0.04))));
    assertThat(stats.get(b))
        .isEqualTo(List.of(2L, 2L, 0.02, 0.09, Map.of(a, List.of(2L, 2L, 0.02, 0.09))));
  }

  @Test
  @DisplayName("adds overloads up that only their signature tells apart")
  void overloads() throws IOException {
    CallNode root = TreeDrawing.parse("root 1 100");
    CallNode first = overload("(int)", 3, 30);
    CallNode second = overload("(String)", 4, 40);
    CallNode both = new CallNode(root.frame(), 1, 100, 100, 100, 0, List.of(first, second));

    Map<?, ?> stats = read(ReportSet.of(SampleReport.of(both).report()));

    Map<?, ?> fromRoot = Map.of(List.of("~", 0L, "root"), List.of(7L, 7L, 7e-8, 7e-8));
    assertThat(stats.get(List.of("~", 0L, "a.B.of")))
        .isEqualTo(List.of(7L, 7L, 7e-8, 7e-8, fromRoot));
  }

  private static CallNode overload(String signature, long calls, long nanos) {
    Frame frame = new Frame("a.B", "of", signature, "", 0);
    return new CallNode(frame, calls, nanos, nanos, nanos, 0, List.of());
  }

  @Test
  @DisplayName("holds numbers beyond 32 bits")
  void largeNumbers() throws IOException {
    Map<?, ?> stats = read(SomeReports.drawn("a 1 9000s\n  b 9000000000000000000 1s"));

    Map<?, ?> fromA =
        Map.of(
            List.of("~", 0L, "a"),
            List.of(9_000_000_000_000_000_000L, 9_000_000_000_000_000_000L, 1.0, 1.0));
    assertThat(stats.get(List.of("~", 0L, "b")))
        .isEqualTo(
            List.of(9_000_000_000_000_000_000L, 9_000_000_000_000_000_000L, 1.0, 1.0, fromA));
  }

  @Test
  @DisplayName("opens in CPython's pstats with our totals, sorted, with callers and callees")
  void python() throws IOException {
    String printed =
        python(
            """
            import pstats
            stats = pstats.Stats('a.pstats')
            print('TOTAL', stats.total_calls, stats.prim_calls, round(stats.total_tt, 9))
            for (file, line, name), (cc, nc, tt, ct, callers) in stats.stats.items():
                print('ROW', nc, round(tt * 1e9), round(ct * 1e9), name)
            stats.sort_stats('tottime').print_stats(3)
            stats.strip_dirs().reverse_order().print_stats('Orders')
            stats.print_callers('lookup')
            stats.print_callees('price')
            """,
            SomeReports.drawn(SomeReports.CHECKOUT));

    assertThat(printed)
        .contains("TOTAL 15 15 0.4123", "15 function calls in 0.412 seconds")
        .containsPattern("5 +0.209 +0.042 +0.209 +0.042 Tax.java:17\\(com.acme.Tax.lookup\\)")
        .containsPattern("Tax.java:17\\(com.acme.Tax.lookup\\) +<- +[25] ")
        .containsPattern("Pricing.java:88\\(com.acme.Pricing.price\\) +-> +3 +0.209 +0.209 ");
    for (MethodTotals ours : MethodTotals.of(TreeDrawing.parse(SomeReports.CHECKOUT))) {
      String row =
          String.format(
              Locale.ROOT, "ROW %d %d %d ", ours.calls(), ours.selfNanos(), ours.totalNanos());
      assertThat(printed).contains(row).contains(ours.method());
    }
  }

  @Test
  @DisplayName("of a recursion is shown by CPython with primitive calls")
  void pythonRecursion() throws IOException {
    String printed =
        python(
            """
            import pstats
            pstats.Stats('a.pstats').sort_stats('cumulative').print_stats().print_callers()
            """,
            SomeReports.drawn(SomeReports.RECURSION));

    assertThat(printed)
        .contains("15 function calls (3 primitive calls) in 0.100 seconds")
        .containsPattern("13/1 +0.080 +0.006 +0.100 +0.100 Walk.java:5\\(com.acme.Walk.a\\)");
  }

  @Test
  @DisplayName("adds up with others in CPython")
  void pythonAdd() throws IOException {
    write("b.pstats", SomeReports.drawn(SomeReports.RECURSION));
    String printed =
        python(
            """
            import pstats
            both = pstats.Stats('a.pstats').add('b.pstats')
            print('TOTAL', both.total_calls, both.prim_calls, round(both.total_tt, 9))
            both.add('b.pstats').print_callers()
            """,
            SomeReports.drawn(SomeReports.CHECKOUT));

    assertThat(printed).contains("TOTAL 30 18 0.5123");
  }

  @Test
  @DisplayName("gives CPython every name as it is")
  void pythonNames() throws IOException {
    String printed =
        python(
            """
            import pstats
            stats = pstats.Stats('a.pstats')
            for name in sorted(name for (file, line, name) in stats.stats):
                print(ascii(name))
            stats.print_stats()
            """,
            SomeReports.nasty());

    assertThat(printed)
        .contains("'SQL select a,\\n  b from t where x < ? and y = \"\\xfc\"; -- limit 10'")
        .contains("'Gr\\xf6\\xdfe\\u2192\\u03bb\\U0001d518'", "'half \\ufffd pair'")
        .contains("'com.acme.Map<String, List<? extends T>>.of(x).Map<String")
        .contains("41 function calls");
  }

  private String python(String script, ReportSet reports) throws IOException {
    write("a.pstats", reports);
    return Tool.run(
        directory, Map.of("PYTHONIOENCODING", "utf-8"), List.of("python3", "-c", script));
  }

  private void write(String name, ReportSet reports) throws IOException {
    try (OutputStream out = Files.newOutputStream(directory.resolve(name))) {
      new PstatsWriter().write(reports, out);
    }
  }

  private static Map<?, ?> read(ReportSet reports) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new PstatsWriter().write(reports, out);
    return (Map<?, ?>) new MarshalInput(out.toByteArray()).read();
  }
}
