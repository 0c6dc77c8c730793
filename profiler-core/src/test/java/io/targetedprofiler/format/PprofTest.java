package io.targetedprofiler.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.Frame;
import io.targetedprofiler.model.ReportSet;
import io.targetedprofiler.model.SampleReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A pprof file")
class PprofTest {
  private final PprofReader reader = new PprofReader();

  @Test
  @DisplayName("read back has the calls and self times of each path, CPU time and allocation")
  void roundTrip() throws IOException {
    CallReport read = read(write(SomeReports.drawn(SomeReports.CHECKOUT))).reports().get(0);
    CallReport written = SampleReport.of(SomeReports.CHECKOUT).report();

    assertThat(read.profile()).isEqualTo("checkout");
    assertThat(read.thread()).isEqualTo("http-7");
    assertThat(read.started()).isEqualTo(written.started());
    assertThat(read.usage()).isEqualTo(written.usage());
    assertThat(read.tree().nodes()).isEqualTo(6);
    assertThat(figures(ReportSet.of(read))).isEqualTo(figures(ReportSet.of(written)));
  }

  @Test
  @DisplayName("keeps every name, class, signature, file and line")
  void names() throws IOException {
    ReportSet read = read(write(SomeReports.nasty()));

    assertThat(read.reports().get(0).profile()).isEqualTo(SomeReports.NASTY.get(0));
    assertThat(read.reports().get(0).thread()).isEqualTo(SomeReports.NASTY.get(3));
    assertThat(figures(read)).isEqualTo(figures(SomeReports.nasty()));
  }

  @Test
  @DisplayName("keeps apart what different threads did")
  void threads() throws IOException {
    SampleReport report = SampleReport.of(SomeReports.RECURSION);
    ReportSet reports =
        new ReportSet(
            List.of(
                report.thread("a").report(),
                report.thread("b").report(),
                report.thread("a").report()));

    assertThat(read(write(reports)).reports())
        .extracting(CallReport::thread, r -> r.tree().root().calls())
        .containsExactly(tuple("a", 2L), tuple("b", 1L));
  }

  @Test
  @DisplayName("of a recursion 100,000 deep is small, and no call and no time is missing")
  void deep() throws IOException {
    CallNode root = new CallNode(Frame.named("deep"), 1, 10, 10, 10, 0, List.of());
    for (int i = 1; i < 100_000; i++) {
      long total = root.totalNanos() + 10;
      root = new CallNode(Frame.named("deep"), 1, total, total, total, 0, List.of(root));
    }
    byte[] file = write(ReportSet.of(SampleReport.of(root).report()));

    CallNode read = read(file).reports().get(0).tree().root();
    assertThat(file).hasSizeLessThan(10_000_000);
    assertThat(read.totalNanos()).isEqualTo(1_000_000);
    long calls = 0;
    CallNode last = read;
    for (CallNode node = read; node != null; node = next(node)) {
      calls += node.calls();
      last = node;
    }
    assertThat(calls).isEqualTo(100_000);
    assertThat(last.frame()).isEqualTo(StackWalk.TRUNCATED);
  }

  private static CallNode next(CallNode node) {
    return node.children().isEmpty() ? null : node.children().get(0);
  }

  @Test
  @DisplayName("that is cut off anywhere is refused in one line")
  void cut() throws IOException {
    byte[] zipped = write(SomeReports.drawn(SomeReports.CHECKOUT));
    for (int length = 0; length < zipped.length; length++) {
      assertRefused(Arrays.copyOf(zipped, length));
    }
  }

  @Test
  @DisplayName("with damaged bytes is read or refused in one line, never anything else")
  void damaged() throws IOException {
    byte[] plain = unzipped(write(SomeReports.drawn(SomeReports.CHECKOUT)));
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = plain.clone();
      for (int j = random.nextInt(3); j >= 0; j--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        read(damaged);
      } catch (UnreadableException refused) {
        assertThat(refused).hasMessageMatching("x\\.pb\\.gz: .+");
      }
    }
  }

  @Test
  @DisplayName("that unzips to gigabytes is refused once the limit is reached")
  void bomb() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (OutputStream zip = new GZIPOutputStream(bomb)) {
      byte[] zeros = new byte[1_000_000];
      for (int i = 0; i < 300; i++) {
        zip.write(zeros);
      }
    }
    assertThatThrownBy(() -> read(bomb.toByteArray()))
        .isInstanceOf(UnreadableException.class)
        .hasMessage("x.pb.gz: larger than 128.0 MB unzipped, which is the limit");
  }

  @Test
  @DisplayName("of another kind, or none at all, is refused with what is missing")
  void foreign() {
    assertThatThrownBy(() -> read("{\"format\":\"targeted-profiler\"}".getBytes(UTF_8)))
        .isInstanceOf(UnreadableException.class)
        .hasMessageStartingWith("x.pb.gz: not a pprof profile: ");
    byte[] onlyCpu = {0x0a, 4, 0x08, 1, 0x10, 2, 0x32, 0, 0x32, 3, 'c', 'p', 'u', 0x32, 1, 'n'};
    assertThatThrownBy(() -> read(onlyCpu))
        .hasMessage("x.pb.gz: a pprof profile without the types calls/count and wall/nanoseconds");
  }

  @Test
  @DisplayName("claims no string, function, location or length that is not there")
  void claims() {
    assertRefused(new byte[] {0x32, 0x7f});
    assertRefused(new byte[] {0x0a, 2, 0x08, 100, 0x32, 0});
    assertRefused(new byte[] {0x32, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f});
    byte[] endless = new byte[64];
    Arrays.fill(endless, (byte) 0xff);
    assertRefused(endless);
  }

  @Test
  @DisplayName("writes to a stream that stays open")
  void leavesOpen() throws IOException {
    boolean[] closed = {false};
    new PprofWriter()
        .write(
            SomeReports.drawn(SomeReports.CHECKOUT),
            new ByteArrayOutputStream() {
              @Override
              public void close() {
                closed[0] = true;
              }
            });
    assertThat(closed[0]).isFalse();
  }

  private void assertRefused(byte[] file) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(UnreadableException.class)
        .hasMessageMatching("x\\.pb\\.gz: .+");
  }

  private static Map<List<String>, PathFigures> figures(ReportSet reports) {
    return PathFigures.of(reports, frame -> WellFormed.of(frame.toString()));
  }

  private static byte[] write(ReportSet reports) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new PprofWriter().write(reports, out);
    return out.toByteArray();
  }

  private ReportSet read(byte[] file) throws IOException {
    return reader.read(new ByteArrayInputStream(file), "x.pb.gz");
  }

  private static byte[] unzipped(byte[] file) throws IOException {
    return new GZIPInputStream(new ByteArrayInputStream(file)).readAllBytes();
  }
}
