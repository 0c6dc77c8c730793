package io.targetedprofiler.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.format.FileFormat;
import io.targetedprofiler.format.JsonReader;
import io.targetedprofiler.format.StatisticsOrder;
import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.CallTree;
import io.targetedprofiler.model.CallTree.Cost;
import io.targetedprofiler.model.CallTree.Losses;
import io.targetedprofiler.model.Frame;
import io.targetedprofiler.model.Outcome;
import io.targetedprofiler.model.ReportSet;
import io.targetedprofiler.model.ResourceUsage;
import io.targetedprofiler.model.Timeline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The command line")
class CommandLineTest {
  private static final long MILLI = 1_000_000;

  @TempDir private Path directory;
  private Path before;
  private Path after;
  private String out = "";
  private String err = "";

  /** {@code Shop.pay} 10 ms, of which {@code Tax.rate} 6 ms and, recursive, {@code Cart.walk}. */
  private static CallReport report(long id, long taxMillis) {
    CallNode inner = node("Cart", "walk", 7, 3, MILLI);
    CallNode outer = node("Cart", "walk", 7, 1, 2 * MILLI, inner);
    CallNode tax = node("Tax", "rate", 30, 4, taxMillis * MILLI);
    CallNode root = node("Shop", "pay", 20, 1, (4 + taxMillis) * MILLI, outer, tax);
    return new CallReport(
        "checkout",
        id,
        Instant.EPOCH,
        "main",
        Outcome.RETURNED,
        "none",
        OptionalLong.empty(),
        new ResourceUsage(
            (4 + taxMillis) * MILLI, OptionalLong.empty(), OptionalLong.empty(), 0, 0),
        List.of(),
        Map.of(),
        new CallTree(root, 4, Losses.NONE, new Cost(9, 900)),
        Timeline.NONE);
  }

  private static CallNode node(
      String type, String method, int line, long calls, long nanos, CallNode... children) {
    Frame frame = new Frame("com.acme." + type, method, "()", type + ".java", line);
    return new CallNode(frame, calls, nanos, 0, nanos, 0, List.of(children));
  }

  @BeforeEach
  void writeFiles() throws IOException {
    before = write("before.json", report(1, 6));
    after = write("after.json", report(2, 9));
  }

  private Path write(String name, CallReport report) throws IOException {
    Path file = directory.resolve(name);
    try (OutputStream to = Files.newOutputStream(file)) {
      FileFormat.JSON.writer().write(ReportSet.of(report), to);
    }
    return file;
  }

  private int run(Object... arguments) {
    String[] texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = arguments[i].toString();
    }
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    int exit =
        Main.run(
            texts, new PrintStream(outBytes, true, UTF_8), new PrintStream(errBytes, true, UTF_8));
    out = outBytes.toString(UTF_8);
    err = errBytes.toString(UTF_8);
    return exit;
  }

  /** Names of the methods in the rows of the table. */
  private List<String> methods() {
    return out.lines()
        .filter(line -> line.contains(".java:"))
        .map(line -> line.replaceFirst("^(\\s*\\S+){7}\\s+", "").replaceAll(" \\([^)]*\\)", ""))
        .toList();
  }

  @Test
  @DisplayName("view shows a flat profile in which recursion counts once")
  void view() {
    assertThat(run("view", before)).isZero();
    assertThat(out)
        .isEqualToNormalizingNewlines(
            """
            1 report, 1 profiled call, 10.00 ms
              checkout  1 call  10.00 ms

              calls  self ms  each ms  total ms  each ms   max ms errors  method
                  4     6.00     1.50      6.00     1.50     6.00      0  Tax.rate (Tax.java:30)
                4/1     2.00     0.50      2.00     2.00     2.00      0  Cart.walk (Cart.java:7)
                  1     2.00     2.00     10.00    10.00    10.00      0  Shop.pay (Shop.java:20)
             profiler's own cost 0.9 µs
            """);
  }

  @Test
  @DisplayName("view sums several files up")
  void several() {
    assertThat(run("view", before, after)).isZero();
    assertThat(out).contains("2 reports, 2 profiled calls, 23.00 ms").contains("      8    15.00");
  }

  @Test
  @DisplayName("view sorts by every key of pstats and by its own")
  void sortKeys() {
    for (String key : StatisticsOrder.allKeys()) {
      assertThat(run("view", before, "--sort", key)).as(key).isZero();
    }
    assertThat(StatisticsOrder.allKeys())
        .contains("calls", "cumulative", "cumtime", "file", "filename", "line", "module", "name")
        .contains("nfl", "ncalls", "pcalls", "stdname", "time", "tottime");
    run("view", before, "--sort", "cumulative");
    assertThat(methods()).containsExactly("Shop.pay", "Tax.rate", "Cart.walk");
    run("view", before, "--sort", "name");
    assertThat(methods()).containsExactly("Cart.walk", "Shop.pay", "Tax.rate");
    run("view", before, "--sort", "line", "--reverse");
    assertThat(methods()).containsExactly("Tax.rate", "Shop.pay", "Cart.walk");
  }

  @Test
  @DisplayName("view does not sort by nothing")
  void noSortKey() {
    assertThat(run("view", before, "--sort", ",")).isEqualTo(2);
    assertThat(err).startsWith("--sort takes one or more of ");
  }

  @Test
  @DisplayName("view applies restrictions in the order given")
  void restrictions() {
    run("view", before, "--limit", "1", "--match", "Cart");
    assertThat(methods()).isEmpty();
    run("view", before, "--match", "com.acme.Cart", "--limit", "1");
    assertThat(methods()).containsExactly("Cart.walk");
    run("view", before, "--limit", "0.34");
    assertThat(methods()).containsExactly("Tax.rate");
    assertThat(out).contains(" 1 of 3 rows");
  }

  @Test
  @DisplayName("view shows callers and callees as tables that can be sorted and limited")
  void callersAndCallees() {
    run("view", before, "--callers", "walk", "--sort", "calls");
    assertThat(methods()).containsExactly("Cart.walk -> Cart.walk", "Shop.pay -> Cart.walk");
    run("view", before, "--callees", "pay", "--limit", "1");
    assertThat(methods()).containsExactly("Shop.pay -> Tax.rate");
  }

  @Test
  @DisplayName("view --tree draws the call tree")
  void tree() {
    assertThat(run("view", before, "--tree")).isZero();
    assertThat(out).contains("├ Tax.rate (Tax.java:30)").contains("└ Cart.walk (Cart.java:7)");
  }

  @Test
  @DisplayName("merge holds what the files held")
  void merge() throws IOException {
    Path merged = directory.resolve("merged.json.gz");
    assertThat(run("merge", before, after, "-o", merged)).isZero();
    try (InputStream in = Files.newInputStream(merged)) {
      assertThat(new JsonReader().read(in, "merged"))
          .isEqualTo(new ReportSet(List.of(report(1, 6), report(2, 9))));
    }
    assertThat(run("merge", before, "-o", "-")).isZero();
    assertThat(out).startsWith("{");
  }

  @Test
  @DisplayName("diff shows what changed most first, per profiled call")
  void diff() {
    assertThat(run("diff", before, after)).isZero();
    assertThat(out).contains("checkout  10.00 ms -> 13.00 ms per call, +30.0 %");
    assertThat(out.lines().filter(line -> line.contains("Shop.pay")).findFirst().orElseThrow())
        .contains("6.00     9.00     +3.00")
        .endsWith("Shop.pay > Tax.rate");
  }

  @Test
  @DisplayName("diff --fail-above exits with 1 and one line if a profile has become slower by more")
  void failAbove() {
    assertThat(run("diff", before, after, "--fail-above", "29.9")).isEqualTo(1);
    assertThat(err.lines()).hasSize(1).first().asString().contains("more than 29.9 %");
    assertThat(run("diff", before, after, "--fail-above", "30.1")).isZero();
    assertThat(run("diff", after, before, "--fail-above", "0")).isZero();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(value = FileFormat.class, mode = EnumSource.Mode.EXCLUDE, names = "TRACE")
  @DisplayName("convert writes each format, beside the file if no other place is named")
  void convert(FileFormat format) {
    if (format != FileFormat.JSON) {
      assertThat(run("convert", before, "--to", format.id())).isZero();
      assertThat(directory.resolve("before." + format.extension())).isNotEmptyFile();
    } else {
      assertThat(run("convert", before, "--to", "json")).isEqualTo(2);
      assertThat(err).contains("is the file itself");
    }
  }

  @Test
  @DisplayName("convert keeps calls and self times by way of pprof")
  void convertBack() {
    Path pprof = directory.resolve("p");
    run("convert", before, "--to", "pprof", "-o", pprof);
    assertThat(run("view", pprof)).isZero();
    assertThat(out).contains("      4     6.00     1.50      6.00     1.50");
  }

  @Test
  @DisplayName("what is no regular file is written to and stays what it is; a link stays a link")
  void pipesAndLinks() throws Exception {
    Path pipe = directory.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Path copy = directory.resolve("copy");
    Process reader =
        new ProcessBuilder("cat", pipe.toString()).redirectOutput(copy.toFile()).start();
    try {
      assertThat(run("convert", before, "--to", "collapsed", "-o", pipe)).isZero();
      assertThat(Files.isRegularFile(pipe)).isFalse();
      assertThat(reader.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(copy).content().contains("com.acme.Tax");
    } finally {
      reader.destroyForcibly();
    }

    Path link = Files.createSymbolicLink(directory.resolve("link"), copy);
    assertThat(run("convert", before, "--to", "speedscope", "-o", link)).isZero();
    assertThat(link).isSymbolicLink();
    assertThat(copy).content().contains("speedscope.app");
  }

  @Test
  @DisplayName(
      "a file is known by how it begins, however long its first stack and whatever it names")
  void known() throws IOException {
    for (String text :
        List.of(
            "com.acme.Walk.step;".repeat(400) + "com.acme.Walk.step 70\n",
            "com.acme.A.run;SQL {call refresh(?)} 70\n",
            "[main tid=1];com.acme.A.run 70\n")) {
      Path file = Files.writeString(directory.resolve("stacks"), text);
      assertThat(run("view", file)).as(text.substring(0, 20)).isZero();
    }
    Path file = directory.resolve("named.json");
    String json = Files.readString(before);
    Files.writeString(file, json.replace("Tax", "https://www.speedscope.app/file-format-schema"));
    assertThat(run("view", file)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "what",
        "view",
        "view nosuch.json",
        "view /",
        "view BEFORE --sort size",
        "view BEFORE --limit many",
        "view BEFORE --limit 1.5",
        "view BEFORE --match (",
        "view BEFORE --callers a --callees b",
        "view BEFORE --tree --match a",
        "merge BEFORE",
        "merge BEFORE -o /nosuch/file",
        "diff BEFORE",
        "diff BEFORE BEFORE --fail-above x",
        "convert BEFORE",
        "convert BEFORE --to svg",
        "convert BEFORE --to trace",
        "run -- -jar a.jar",
        "sample 1 --duration 5s",
        "xray 1 --list"
      })
  @DisplayName("wrong usage and unreadable files end in one line and exit code 2")
  void wrong(String words) {
    String line = words.replace("BEFORE", before.toString());
    assertThat(run((Object[]) (line.isEmpty() ? new String[0] : line.split(" ")))).isEqualTo(2);
    assertThat(err.lines()).hasSize(1);
    assertThat(err).doesNotContain("Exception").doesNotContain("a fault of this program");
  }

  @Test
  @DisplayName("an unknown key or format is answered with the known ones")
  void names() {
    run("view", before, "--sort", "size");
    assertThat(err).contains("'size'").contains("calls, cumtime, cumulative");
    run("convert", before, "--to", "svg");
    assertThat(err).contains("json, html, collapsed");
  }

  @Test
  @DisplayName("broken files are refused in one line")
  void broken() throws IOException {
    Path file = directory.resolve("broken.json");
    Files.writeString(file, "{\"format\": \"targeted");
    assertThat(run("view", file)).isEqualTo(2);
    assertThat(err.lines()).hasSize(1).first().asString().startsWith(file.toString());
    Files.write(file, new byte[] {0x1f, (byte) 0x8b, 8});
    assertThat(run("view", file)).isEqualTo(2);
    assertThat(err).contains("not a whole gzip file");
  }

  @Test
  @DisplayName("every verb has a help")
  void help() {
    for (String verb : List.of("view", "merge", "diff", "convert")) {
      assertThat(run(verb, "--help")).isZero();
      assertThat(out).startsWith("Usage: profiler " + verb);
    }
  }
}
