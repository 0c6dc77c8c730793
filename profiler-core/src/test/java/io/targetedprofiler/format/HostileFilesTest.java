package io.targetedprofiler.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.Frame;
import io.targetedprofiler.model.ReportSet;
import io.targetedprofiler.model.SampleReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A file of any form that is broken or hostile")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class HostileFilesTest {
  private static final int MILLION = 1_000_000;

  private static final String SPEEDSCOPE =
      """
      {"$schema":"https://www.speedscope.app/file-format-schema.json",
      "shared":{"frames":[{"name":"com.acme.A.a","file":"A.java","line":7},{"name":"b"}]},
      "profiles":[
      {"type":"sampled","name":"p, calls: 3","unit":"nanoseconds","samples":[[0],[0,1]],"weights":[10,20]},
      {"type":"evented","name":"q #7 (main)","unit":"nanoseconds","events":[
      {"type":"O","frame":0,"at":5},{"type":"O","frame":1,"at":6},
      {"type":"C","frame":1,"at":8},{"type":"C","frame":0,"at":9}]}]}
      """;

  @ParameterizedTest
  @DisplayName("is refused if there is nothing in it")
  @EnumSource
  void empty(ReadableForm form) throws IOException {
    assertRefused(form, new byte[0]);
    assertRefused(form, gzip(new byte[0]));
    assertRefused(form, new byte[] {0x1f, (byte) 0x8b});
  }

  @ParameterizedTest
  @DisplayName("cut at any length is read or refused, and never read to less if it was gzipped")
  @EnumSource
  void cut(ReadableForm form) throws IOException {
    byte[] plain = plain(form, some());
    for (int length = 0; length < plain.length; length++) {
      assertReadOrRefused(form, Arrays.copyOf(plain, length));
    }
    byte[] zipped = gzip(plain);
    for (int length = 0; length < zipped.length; length++) {
      assertRefused(form, Arrays.copyOf(zipped, length));
    }
  }

  @ParameterizedTest
  @DisplayName("with bytes changed, lost or doubled is read or refused, and nothing else happens")
  @EnumSource
  void changed(ReadableForm form) throws IOException {
    Random random = new Random(11);
    byte[] some = plain(form, some());
    for (int i = 0; i < 5_000; i++) {
      assertReadOrRefused(form, changed(some, random));
    }
    for (int i = 0; i < 1_000; i++) {
      ReportSet reports = new RandomReports(i).set(3, 8);
      if (!reports.reports().isEmpty()) {
        assertReadOrRefused(form, changed(plain(form, reports), random));
      }
    }
    byte[] zipped = gzip(some);
    for (int i = 0; i < 2_000; i++) {
      assertReadOrRefused(form, changed(zipped, random));
    }
  }

  @ParameterizedTest
  @DisplayName("of noise is refused")
  @EnumSource
  void noise(ReadableForm form) {
    Random random = new Random(12);
    for (int i = 0; i < 2_000; i++) {
      byte[] noise = new byte[8 + random.nextInt(2_000)];
      random.nextBytes(noise);
      assertRefused(form, noise);
    }
  }

  @ParameterizedTest
  @DisplayName("that unzips to hundreds of megabytes of nothing is refused")
  @EnumSource(names = "JSON", mode = EnumSource.Mode.EXCLUDE) // Reads more: HostileJsonTest.
  void bomb(ReadableForm form) throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (OutputStream zip = new GZIPOutputStream(bomb)) {
      byte[] spaces = " ".repeat(MILLION).getBytes(UTF_8);
      for (int i = 0; i < 300; i++) {
        zip.write(spaces);
      }
    }
    assertRefused(form, bomb.toByteArray());
  }

  @Test
  @DisplayName("holds no more call paths than fit, over all of its profiles")
  void paths() {
    String lines =
        IntStream.rangeClosed(0, MILLION)
            .mapToObj(i -> "r;m" + i + " 1\n")
            .collect(Collectors.joining());
    assertRefused(ReadableForm.COLLAPSED, lines, "more than 1000000 call paths are too many");

    String deep = "[" + "0,".repeat(600_000) + "0]";
    String profile =
        "{\"type\":\"sampled\",\"name\":\"p\",\"unit\":\"nanoseconds\",\"samples\":["
            + deep
            + "],\"weights\":[1]}";
    assertRefused(
        ReadableForm.SPEEDSCOPE,
        "{\"shared\":{\"frames\":[{\"name\":\"a\"}]},\"profiles\":["
            + profile
            + ","
            + profile
            + "]}",
        "more than 1000000 call paths are too many");
  }

  @Test
  @DisplayName(
      "with a stack of hundreds of thousands of frames is read, with more than a million refused")
  void deepStacks() throws IOException {
    int depth = 400_000;
    assertReadable(ReadableForm.COLLAPSED, "a;".repeat(depth) + "a 1\n", depth + 1);
    assertRefused(ReadableForm.COLLAPSED, "a;".repeat(MILLION + 1) + "a 1\n", "line 1: a stack of");

    String stack = "[" + "0,".repeat(depth) + "0]";
    String stacks = SPEEDSCOPE.replace("[[0],[0,1]]", "[[0]," + stack + "]");
    assertReadable(ReadableForm.SPEEDSCOPE, stacks, depth + 1);
    String longer = SPEEDSCOPE.replace("[0,1]", "[" + "0,".repeat(MILLION) + "0]");
    assertRefused(ReadableForm.SPEEDSCOPE, longer, "a stack of more than 1000000 frames");

    ByteArrayOutputStream pprof = new ByteArrayOutputStream();
    pprof.write(plain(ReadableForm.PPROF, SomeReports.drawn("a 1 9")));
    pprof.write(pprofSample(depth));
    assertThat(depth(ReadableForm.PPROF.read(pprof.toByteArray()))).isEqualTo(depth);
    pprof.write(pprofSample(MILLION + 1));
    assertRefused(ReadableForm.PPROF, pprof.toByteArray());
  }

  @Test
  @DisplayName(
      "with hundreds of thousands of calls that begin and never end is refused, if they end it is read")
  void deepEvents() throws IOException {
    int depth = 400_000;
    String begins = "{\"type\":\"O\",\"frame\":0,\"at\":1},".repeat(depth);
    String ends = ",{\"type\":\"C\",\"frame\":0,\"at\":1}".repeat(depth - 1);
    String last = "{\"type\":\"C\",\"frame\":0,\"at\":2}";
    String file =
        "{\"shared\":{\"frames\":[{\"name\":\"a\"}]},\"profiles\":[{\"type\":\"evented\","
            + "\"name\":\"p\",\"unit\":\"nanoseconds\",\"events\":[";

    assertRefused(
        ReadableForm.SPEEDSCOPE, file + begins + last + "]}]}", "an end of each call that begins");
    assertReadable(
        ReadableForm.SPEEDSCOPE, file + begins + last + ends.replace("1}", "2}") + "]}]}", depth);
  }

  @ParameterizedTest
  @DisplayName("with JSON a million levels deep is refused")
  @ValueSource(strings = {"[", "{\"a\":", "{\"profiles\":[", "{\"shared\":{\"frames\":["})
  void deepJson(String level) {
    for (ReadableForm form : ReadableForm.values()) {
      assertRefused(form, level.repeat(MILLION).getBytes(UTF_8));
    }
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("of collapsed stacks is refused in one line that names the line of the file")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a|expected a stack, a space and its time in whole microseconds",
        "a;b|expected a stack",
        "17|expected a stack",
        "a -1|expected a stack",
        "a 1.5|expected a stack",
        "a 1e9|expected a stack",
        "a 9223372036854775808|expected a stack",
        "a 9223372036854775807|weights that add up to more than 64 bits",
      })
  void collapsed(String line, String message) {
    assertRefused(
        ReadableForm.COLLAPSED, "a;b 3\n" + line + "\na 1\n", "some.file, line 2: " + message);
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @DisplayName("of speedscope is refused in one line that names the place and what was expected")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"weights\":[10,20]|\"weights\":[10]|expected as many weights as samples",
        "\"weights\":[10,20]|\"weights\":[10,-20]|weights: expected a whole number from 0",
        "\"weights\":[10,20]|\"weights\":[10,1e99]|expected a time that is not negative",
        "\"weights\":[10,20]|\"weights\":[10,9223372036854775807]|add up to more than 64 bits",
        "\"weights\":[10,20]|\"weights\":[10,9223372036854775800]|add up to more than 64 bits",
        "\"weights\":[10,20]|\"weights\":[10,\"20\"]|expected a time that is not negative",
        "[0,1]|[0,2]|samples: expected a whole number from 0 to 1",
        "[0,1]|[]|expected a stack of one frame or more",
        "\"at\":8|\"at\":3|expected an event that is not earlier than the one before",
        "\"C\",\"frame\":1|\"C\",\"frame\":0|expected the end of the call that began last",
        "\"C\",\"frame\":1|\"X\",\"frame\":1|an event needs \"type\"",
        "sampled|wild|expected a profile of the type",
        "nanoseconds|bytes|expected a profile whose unit is nanoseconds",
        "\"frames\":[{|\"none\":[{|expected \"shared\" to have frames",
        "\"shared\"|\"other\"|not a speedscope file",
        "\"line\":7|\"line\":-7|line: expected a whole number from 0",
      })
  void speedscope(String what, String by, String message) {
    assertThat(SPEEDSCOPE).contains(what);
    assertRefused(ReadableForm.SPEEDSCOPE, SPEEDSCOPE.replace(what, by), message);
  }

  @ParameterizedTest
  @DisplayName("with a number of a million digits is refused")
  @ValueSource(strings = {"9", "-9", "0.9", "1e9"})
  void hugeNumbers(String begin) {
    String number = begin + "9".repeat(MILLION);
    assertRefused(ReadableForm.COLLAPSED, "a " + number, "line 1: ");
    assertRefused(ReadableForm.COLLAPSED_CALLS, "a " + number, "line 1: ");
    for (String figure : List.of("\"at\":9", "20", "\"frame\":1", "\"line\":7")) {
      String by = figure.replaceAll("\\d+", number);
      assertRefused(
          ReadableForm.SPEEDSCOPE, SPEEDSCOPE.replaceFirst(figure, by), "Number value length");
    }
  }

  @ParameterizedTest
  @DisplayName("is refused if its reports, each of them sound, could not be added up")
  @EnumSource(names = {"JSON", "PPROF", "SPEEDSCOPE", "COLLAPSED_CALLS"})
  void sums(ReadableForm form) throws IOException {
    long most = Long.MAX_VALUE - 1_000;
    SampleReport report =
        SampleReport.of(new CallNode(Frame.named("a"), most, most, 0, 0, 0, List.of()));
    SampleReport other =
        SampleReport.of(new CallNode(Frame.named("b"), most, most, 0, 0, 0, List.of()));

    assertReadOrRefused(form, form.write(ReportSet.of(report.report())));
    assertRefused(
        form, form.write(new ReportSet(List.of(report.report(), other.thread("other").report()))));
  }

  @Test
  @DisplayName("whose names look like many others is read in a time that grows with their length")
  void names() throws IOException {
    String hard = " #1 (".repeat(MILLION) + ", calls: ".repeat(MILLION) + "a.".repeat(MILLION);

    ReportSet read =
        ReadableForm.SPEEDSCOPE.read(
            SPEEDSCOPE
                .replace("p, calls: 3", hard)
                .replace("\"b\"", '"' + hard + '"')
                .getBytes(UTF_8));

    assertThat(read.reports().get(0).profile()).isEqualTo(hard);
    assertThat(read.reports().get(1).profile()).isEqualTo("q");
    assertThat(read.reports().get(1).id()).isEqualTo(7);
    assertThat(read.reports().get(1).thread()).isEqualTo("main");
  }

  private static ReportSet some() {
    return SomeReports.drawn(SomeReports.CHECKOUT)
        .plus(SomeReports.drawn(SomeReports.RECURSION))
        .plus(SomeReports.hostile());
  }

  /** One more sample, of the first location calling itself. */
  private static byte[] pprofSample(int depth) throws IOException {
    ProtoBuffer stack = new ProtoBuffer();
    for (int i = 0; i < depth; i++) {
      stack.varint(1);
    }
    ProtoBuffer values = new ProtoBuffer().varint(1).varint(1).varint(0).varint(0);
    ProtoBuffer sample =
        new ProtoBuffer().field(Pprof.Sample.LOCATION_ID, stack).field(Pprof.Sample.VALUE, values);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new ProtoBuffer().field(Pprof.Profile.SAMPLE, sample).drainTo(out);
    return out.toByteArray();
  }

  private static void assertReadable(ReadableForm form, String file, int depth) throws IOException {
    ReportSet read = form.read(file.getBytes(UTF_8));
    assertThat(depth(read)).isEqualTo(depth);
    assertUsable(read);
  }

  /** Of the deepest tree. */
  private static int depth(ReportSet reports) {
    int depth = 0;
    List<CallNode> level = reports.trees().stream().map(tree -> tree.tree().root()).toList();
    for (; !level.isEmpty(); depth++) {
      level = level.stream().flatMap(node -> node.children().stream()).toList();
    }
    return depth;
  }

  private static void assertReadOrRefused(ReadableForm form, byte[] file) throws IOException {
    ReportSet reports;
    try {
      reports = form.read(file);
    } catch (UnreadableException refused) {
      assertOneLine(refused);
      return;
    }
    assertUsable(reports);
  }

  /** It can be merged with itself and written. */
  private static void assertUsable(ReportSet reports) throws IOException {
    reports.trees();
    new JsonWriter().write(reports, OutputStream.nullOutputStream());
    new PprofWriter().write(reports, OutputStream.nullOutputStream());
  }

  private static void assertRefused(ReadableForm form, byte[] file) {
    assertThatThrownBy(() -> form.read(file)).satisfies(HostileFilesTest::assertOneLine);
  }

  private static void assertRefused(ReadableForm form, String file, String message) {
    assertThatThrownBy(() -> form.read(file.getBytes(UTF_8)))
        .hasMessageContaining(message)
        .satisfies(HostileFilesTest::assertOneLine);
  }

  private static void assertOneLine(Throwable thrown) {
    assertThat(thrown).isInstanceOf(UnreadableException.class);
    assertThat(thrown.getMessage()).startsWith(ReadableForm.FILE).matches("[^\\p{Cntrl}]{1,400}");
  }

  private static byte[] changed(byte[] file, Random random) {
    byte[] changed = file.clone();
    for (int i = random.nextInt(4); i >= 0 && changed.length > 0; i--) {
      int at = random.nextInt(changed.length);
      int end = Math.min(changed.length, at + 1 + random.nextInt(40));
      switch (random.nextInt(4)) {
        case 0 -> changed[at] = (byte) random.nextInt(256);
        case 1 -> changed[at] = (byte) "{}[]\",:0-9eE\\u; \n".charAt(random.nextInt(17));
        case 2 -> changed = joined(changed, at, end);
        default -> changed = joined(changed, end, at);
      }
    }
    return changed;
  }

  private static byte[] joined(byte[] file, int upTo, int from) {
    byte[] joined = Arrays.copyOf(file, upTo + file.length - from);
    System.arraycopy(file, from, joined, upTo, file.length - from);
    return joined;
  }

  private static byte[] plain(ReadableForm form, ReportSet reports) throws IOException {
    byte[] file = form.write(reports);
    return form == ReadableForm.PPROF
        ? new GZIPInputStream(new ByteArrayInputStream(file)).readAllBytes()
        : file;
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(zipped)) {
      out.write(content);
    }
    return zipped.toByteArray();
  }
}
