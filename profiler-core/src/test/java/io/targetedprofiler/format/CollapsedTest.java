package io.targetedprofiler.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.model.ReportSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Collapsed stacks")
class CollapsedTest {
  @TempDir Path directory;

  @Test
  @DisplayName("carry the self time of each path in microseconds")
  void time() throws IOException {
    assertThat(write(CollapsedWriter.ofTime(), SomeReports.drawn(SomeReports.CHECKOUT)))
        .isEqualTo(
            """
            com.acme.Orders.checkout 94490
            com.acme.Orders.checkout;com.acme.Pricing.price 12000
            com.acme.Orders.checkout;com.acme.Pricing.price;com.acme.Tax.lookup 209000
            com.acme.Orders.checkout;com.acme.Stock.reserve 2100
            com.acme.Orders.checkout;com.acme.Stock.reserve;SQL update stock set qty = ? where sku = ? 94700
            com.acme.Orders.checkout;com.acme.Tax.lookup 10
            """);
  }

  @Test
  @DisplayName("or the calls of each path")
  void calls() throws IOException {
    assertThat(write(CollapsedWriter.ofCalls(), SomeReports.drawn("a 1 9\n  b 3 4\n  c 0 2")))
        .isEqualTo("a 1\na;b 3\n");
  }

  @Test
  @DisplayName("lose no time to rounding: what is below a microsecond is carried over")
  void carries() throws IOException {
    String tiny = "root 1 2000\n" + "  leaf 1 400\n".repeat(5);

    assertThat(write(CollapsedWriter.ofTime(), SomeReports.drawn(tiny)))
        .isEqualTo("root;leaf 1\nroot;leaf 1\n");
  }

  @Test
  @DisplayName("are never an empty file")
  void allZero() throws IOException {
    assertThat(write(CollapsedWriter.ofTime(), SomeReports.drawn("root 1 3\n  leaf 1 1")))
        .isEqualTo("root 0\n");
  }

  @Test
  @DisplayName("hold names without what readers would take for something else")
  void names() throws IOException {
    String text = write(CollapsedWriter.ofCalls(), SomeReports.nasty());

    assertThat(text.lines()).hasSize(21).allMatch(line -> line.matches("root(;[^;]+)? \\d+"));
    assertThat(text.lines())
        .contains(
            "root;SQL select a,   b from t where x < ? and y = \"ü\": -- limit_10 2",
            "root;SQL … limit_10 2",
            "root;Größe→λ𝔘 2",
            "root;Map<String, List<? extends T>>.of(x) 2",
            "root;half \ufffd pair 2",
            "root;(unnamed) 2");
  }

  @Test
  @DisplayName("are turned by jfr-converter into its flame graph, and back, with the same weights")
  void jfrConverter() throws IOException {
    String written = write(CollapsedWriter.ofTime(), SomeReports.drawn(SomeReports.CHECKOUT));
    Files.writeString(directory.resolve("a.collapsed.txt"), written);

    convert(directory, "a.collapsed.txt", "a.html");
    convert(directory, "a.html", "b.collapsed");

    assertThat(directory.resolve("a.html")).content().contains("com.acme.Orders", "412300");
    assertThat(Files.readString(directory.resolve("b.collapsed")).lines())
        .containsExactlyInAnyOrderElementsOf(written.lines().toList());
  }

  static void convert(Path directory, String from, String to) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    Tool.run(
        directory,
        Map.of("CLASSPATH", classPath),
        List.of(java, "-Dfile.encoding=UTF-8", "one.convert.Main", from, to));
  }

  private static String write(CollapsedWriter writer, ReportSet reports) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writer.write(reports, out);
    return out.toString(UTF_8);
  }
}
