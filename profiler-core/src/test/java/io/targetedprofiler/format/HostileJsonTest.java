package io.targetedprofiler.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.Outcome;
import io.targetedprofiler.model.ReportSet;
import io.targetedprofiler.model.SampleReport;
import io.targetedprofiler.model.Timeline;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A native file that is broken or hostile")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HostileJsonTest {
  private static final String NAME = "profile.json";

  private static final String SAMPLE =
      """
      {"format":"targeted-profiler","version":"1.0","frames":[
      {"class":"com.acme.Orders","method":"checkout","signature":"()","file":"Orders.java","line":41},
      {"class":"com.acme.Tax","method":"lookup"}],
      "reports":[{"profile":"checkout","id":7,"started":"2026-01-31T12:00:00.123Z","thread":"main",
      "outcome":"returned","exception":"none","wallNanos":100,"collections":0,"collectionMillis":0,
      "arguments":[],"context":{},"tree":{"nodes":[
      {"frame":0,"parent":-1,"calls":1,"timedCalls":1,"measuredNanos":100,"totalNanos":90,"minNanos":90,"maxNanos":90,"errors":0},
      {"frame":1,"parent":0,"calls":2,"timedCalls":2,"measuredNanos":50,"totalNanos":40,"minNanos":9,"maxNanos":31,"errors":0}],
      "losses":{"belowDepthLimit":0,"beyondNodeLimit":0,"missedExits":0,"stopped":false},
      "demoted":[1],"reconciledNanos":0,"cost":{"probes":3,"nanos":10}},
      "timeline":{"omitted":0,"segments":[
      {"frame":0,"depth":0,"startNanos":0,"durationNanos":100,"threw":false},
      {"frame":1,"depth":1,"startNanos":5,"durationNanos":31,"threw":false}]}}]}
      """;

  @Test
  @DisplayName("is not the sample, which is read")
  void sample() throws IOException {
    CallReport report = read(SAMPLE).reports().get(0);

    assertThat(report.profile()).isEqualTo("checkout");
    assertThat(report.tree().root().children().get(0).calls()).isEqualTo(2);
    assertThat(report.tree().root().standardErrorNanos()).isEqualTo(CallNode.UNKNOWN);
    assertThat(report.timeline().segments()).hasSize(2);
  }

  @Test
  @DisplayName("may have unknown fields of any kind anywhere, and a newer minor version")
  void unknownFields() throws IOException {
    String unknown = "\"later\":{\"a\":[1,{\"b\":null}],\"c\":1e99},";
    String later = SAMPLE.replace("{\"", "{" + unknown + "\"").replace("{}", "{\"a\":\"b\"}");

    assertThat(read(later.replace("\"1.0\"", "\"1.73\"")).reports())
        .isEqualTo(read(SAMPLE.replace("\"context\":{}", "\"context\":{\"a\":\"b\"}")).reports());
  }

  @Test
  @DisplayName("may leave out what has a natural default")
  void defaults() throws IOException {
    CallReport report =
        read("""
            {"format":"targeted-profiler","version":"1.0","frames":[{"method":"a"}],"reports":[
            {"profile":"p","started":"2026-01-31T12:00:00Z","outcome":"threw","wallNanos":1,"tree":{"nodes":[
            {"frame":0,"parent":-1,"calls":1,"timedCalls":1,"measuredNanos":1,"totalNanos":1,"minNanos":1,"maxNanos":1,"errors":1}]}}]}
            """)
            .reports()
            .get(0);

    assertThat(report.outcome()).isEqualTo(Outcome.THREW);
    assertThat(report.arguments()).isEmpty();
    assertThat(report.context()).isEqualTo(Map.of());
    assertThat(report.usage().cpuNanos()).isEmpty();
    assertThat(report.timeline()).isEqualTo(Timeline.NONE);
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @DisplayName("is refused in one line that names the place and what was expected")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"1.0\"|\"2.0\"|line 1, column 41: version: 2.0 is newer than what this version of the profiler reads, which is 1.x",
        "\"1.0\"|\"one\"|line 1, column 41: version: expected a version such as \"1.0\"",
        "\"version\":\"1.0\",|``|: not a native profile: expected the fields \"format\", \"version\" and \"reports\"",
        "targeted-profiler|speedscope|line 1, column 11: format: expected \"targeted-profiler\"",
        "\"frames\":[|\"no\":[|line 7, column 10: frame: expected \"frames\", which is missing or empty, before \"reports\"",
        "\"frame\":1,\"parent\"|\"frame\":2,\"parent\"|line 8, column 10: frame: expected a whole number from 0 to 1",
        "\"parent\":0|\"parent\":1|line 8, column 21: parent: expected a whole number from 0 to 0",
        "\"parent\":0|\"parent\":-1|line 8, column 21: parent: expected a whole number from 0 to 0",
        "\"parent\":-1|\"parent\":0|line 7, column 21: parent: expected a whole number from -1 to -1",
        "\"calls\":2|\"calls\":-2|calls: expected a whole number from 0 to 9223372036854775807",
        "\"calls\":2|\"calls\":2.5|calls: expected a whole number",
        "\"calls\":2|\"calls\":\"2\"|calls: expected a whole number",
        "\"calls\":2|\"calls\":9223372036854775808|calls: expected a whole number",
        "\"calls\":2|\"calls\":1|more calls were timed than there were",
        "\"calls\":2|\"calls\":9223372036854775807|figures that add up to more than 64 bits",
        "\"totalNanos\":40|\"totalNanos\":91|node 0 has callees that together take longer than it",
        "\"totalNanos\":40|\"totalNanos\":9223372036854775807|node 0 has callees that together take longer than it",
        "\"minNanos\":9,|``|a node without \"minNanos\"",
        "\"profile\":\"checkout\",|``|a report without \"profile\"",
        "\"wallNanos\":100,|``|a report without \"wallNanos\"",
        "\"method\":\"lookup\"|\"line\":1|a frame without \"method\"",
        "2026-01-31T12|31.1.2026 12|started: expected a time such as",
        "returned|vanished|outcome: expected \"returned\" or \"threw\"",
        "\"stopped\":false|\"stopped\":0|stopped: expected true or false",
        "\"demoted\":[1]|\"demoted\":[7]|demoted: expected a whole number from 0 to 1",
        "\"context\":{}|\"context\":[]|context: expected an object",
        "\"arguments\":[]|\"arguments\":{}|arguments: expected an array",
        "\"thread\":\"main\"|\"thread\":null|thread: expected a text",
        "\"depth\":1|\"depth\":2|depth: expected a whole number from 0 to 1",
        "\"startNanos\":5|\"startNanos\":9223372036854775807|figures that add up to more than 64 bits",
        "\"id\":7|\"id\":+7|not JSON: ",
      })
  void refused(String what, String by, String message) {
    assertThat(SAMPLE).contains(what);
    assertThatThrownBy(() -> read(SAMPLE.replace(what, by)))
        .isInstanceOf(UnreadableException.class)
        .hasMessageStartingWith(NAME)
        .hasMessageContaining(message)
        .message()
        .matches("[^\\p{Cntrl}]{1,400}");
  }

  @ParameterizedTest
  @DisplayName("is refused if it is something else altogether")
  @ValueSource(
      strings = {"", " ", "1", "null", "[]", "{}", "a.b;c 12\n", "PK\u0003\u0004", "{} {}"})
  void somethingElse(String text) {
    assertRefused(text.getBytes(UTF_8));
  }

  @Test
  @DisplayName("cut at any length is refused")
  void cut() throws IOException {
    byte[] file = SAMPLE.strip().getBytes(UTF_8);
    for (int length = 0; length < file.length; length++) {
      assertRefused(Arrays.copyOf(file, length));
    }
  }

  @Test
  @DisplayName("that was gzipped and cut or changed anywhere is refused")
  void gzipCut() throws IOException {
    byte[] file = gzip(SAMPLE.getBytes(UTF_8));
    for (int length = 0; length < file.length; length++) {
      assertRefused(Arrays.copyOf(file, length));
    }
    for (int at = 10; at < file.length; at++) { // What stands before says nothing of the content.
      byte[] changed = file.clone();
      changed[at] ^= 0x10;
      assertReadOrRefused(changed);
    }
  }

  @Test
  @DisplayName(
      "with any bytes changed, lost or doubled is read or refused, and nothing else happens")
  void flipped() throws IOException {
    Random random = new Random(4);
    for (int i = 0; i < 20_000; i++) {
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      new JsonWriter().write(new RandomReports(i % 50).set(2, 4), file);
      assertReadOrRefused(changed(file.toByteArray(), random));
    }
  }

  private static byte[] changed(byte[] file, Random random) {
    byte[] changed = file;
    for (int i = random.nextInt(4); i >= 0 && changed.length > 0; i--) {
      int at = random.nextInt(changed.length);
      int end = Math.min(changed.length, at + 1 + random.nextInt(40));
      switch (random.nextInt(4)) {
        case 0 -> changed[at] = (byte) random.nextInt(256);
        case 1 -> changed[at] = (byte) "{}[]\",:0-9eE\\u".charAt(random.nextInt(14));
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

  @ParameterizedTest
  @DisplayName("with objects and arrays a million deep is refused")
  @ValueSource(strings = {"[", "{\"a\":", "[{\"nodes\":"})
  void deep(String level) {
    assertRefused(level.repeat(1_000_000));
    assertRefused("{\"format\":\"targeted-profiler\",\"later\":" + level.repeat(1_000_000));
  }

  @ParameterizedTest
  @DisplayName("with a number of a million digits is refused")
  @ValueSource(strings = {"9", "-9", "0.9", "1e9"})
  void huge(String begin) {
    String number = begin + "9".repeat(1_000_000);
    assertRefused(SAMPLE.replace("\"wallNanos\":100", "\"wallNanos\":" + number));
    assertRefused(SAMPLE.replace("\"id\":7", "\"later\":" + number));
  }

  @Test
  @DisplayName("that unzips to more than the limit is refused when it gets there")
  void bomb() throws IOException {
    byte[] bomb = zeros(20_000_000);
    assertThat(bomb.length).isLessThan(30_000);

    assertThatThrownBy(() -> new JsonReader(10_000_000).read(new ByteArrayInputStream(bomb), NAME))
        .isInstanceOf(UnreadableException.class)
        .hasMessage("profile.json: larger than 10.0 MB unzipped, which is the limit");
  }

  @Test
  @DisplayName("that unzips to more text than can be kept is refused when it gets there")
  void bombOfText() {
    String text = "\"" + "x".repeat(10_000_000) + "\",";
    String begin = "{\"frames\":[{\"method\":\"a\"";
    String frame = ",\"file\":" + text.substring(0, text.length() - 1);
    InputStream endless =
        new SequenceInputStream(
            Collections.enumeration(
                Stream.concat(Stream.of(begin), Collections.nCopies(11, frame).stream())
                    .map(s -> (InputStream) new ByteArrayInputStream(s.getBytes(UTF_8)))
                    .toList()));

    assertThatThrownBy(() -> new JsonReader().read(endless, NAME))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("more than 100000000 characters of text are too many");
  }

  @Test
  @DisplayName("of 100,000 levels of calls is no hostile one")
  void deepTree() throws IOException {
    CallNode root =
        new CallNode(
            SampleReport.of("leaf 1 1").report().tree().root().frame(), 1, 1, 1, 1, 0, List.of());
    for (int i = 2; i <= 100_000; i++) {
      root = new CallNode(root.frame(), 1, i, i, i, 0, List.of(root));
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    new JsonWriter().write(ReportSet.of(SampleReport.of(root).report()), file);

    CallNode node =
        new JsonReader()
            .read(new ByteArrayInputStream(file.toByteArray()), NAME)
            .reports()
            .get(0)
            .tree()
            .root();
    int depth = 1;
    for (; !node.children().isEmpty(); depth++) {
      assertThat(node.selfNanos()).isEqualTo(1);
      node = node.children().get(0);
    }
    assertThat(depth).isEqualTo(100_000);
  }

  private static byte[] zeros(int bytes) throws IOException {
    return gzip(" ".repeat(bytes).getBytes(UTF_8));
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(zipped)) {
      out.write(content);
    }
    return zipped.toByteArray();
  }

  private static void assertRefused(String text) {
    assertRefused(text.getBytes(UTF_8));
  }

  private static void assertRefused(byte[] file) {
    assertOneLine(
        catchThrowable(() -> new JsonReader().read(new ByteArrayInputStream(file), NAME)));
  }

  /** Read, it is a whole report set: it can be merged and written. */
  private static void assertReadOrRefused(byte[] file) throws IOException {
    ReportSet reports;
    try {
      reports = new JsonReader().read(new ByteArrayInputStream(file), NAME);
    } catch (UnreadableException refused) {
      assertOneLine(refused);
      return;
    }
    reports.trees();
    new JsonWriter().write(reports, OutputStream.nullOutputStream());
  }

  private static void assertOneLine(Throwable thrown) {
    assertThat(thrown).isInstanceOf(UnreadableException.class);
    assertThat(thrown.getMessage()).startsWith(NAME).matches("[^\\p{Cntrl}]{1,400}");
  }

  private static ReportSet read(String text) throws IOException {
    return new JsonReader().read(new ByteArrayInputStream(text.getBytes(UTF_8)), NAME);
  }
}
