package io.targetedprofiler.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.format.Tool;
import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.CallTree;
import io.targetedprofiler.model.Frame;
import io.targetedprofiler.model.ReportSet;
import io.targetedprofiler.model.SampleReport;
import io.targetedprofiler.record.CallMeter;
import io.targetedprofiler.sink.PyroscopeStandIn.Push;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Pushed to Pyroscope")
@Timeout(60)
class PyroscopeSinkTest {
  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00.123456Z");
  private static final String WALK =
      """
      com.acme.Walk.a 1 100ms at=Walk.java:5
        com.acme.Walk.b 2 90ms at=Walk.java:9
          com.acme.Walk.a 4 70ms at=Walk.java:5
      """;

  private final ManualClock clock = new ManualClock();
  private final ProfilerLog log = new ProfilerLog(clock);
  private final LogCapture said = new LogCapture("profiler");
  private final Map<String, Integer> dropped = new HashMap<>();
  private final Queue<Runnable> ticks = new ArrayDeque<>();
  private Duration timeout = PATIENCE;
  private long queueBytes = PyroscopeSink.MAX_QUEUE_BYTES;
  private PyroscopeStandIn server;

  @BeforeEach
  void start() throws IOException {
    server = new PyroscopeStandIn();
  }

  @AfterEach
  void stop() {
    server.close();
    said.close();
  }

  @Test
  @DisplayName(
      "is one pprof file a profile and interval, with the series, times and secrets in place")
  void request() {
    PyroscopeSink sink =
        sink(
            new PyroscopeServer(
                URI.create(server.url() + "/base/"),
                "shop",
                Map.of("env", "prod"),
                Optional.of("Bearer s3cret"),
                "team-a"));
    sink.accept(walk().thread("http-1").report());
    sink.accept(walk().thread("http-2").context(Map.of("traceId", "4bf92f35")).report());
    sink.accept(walk().profile("nightly/im}port, a=b\n").report());
    assertThat(server.pushes()).isEmpty();
    tick();

    assertThat(server.pushes()).hasSize(2);
    Push checkout = server.pushes().get(0);
    assertThat(checkout.path()).isEqualTo("POST /base/ingest");
    assertThat(checkout.parameters())
        .containsEntry("format", "pprof")
        .containsEntry("spyName", "targeted-profiler")
        .containsEntry("from", "1769860800")
        .containsEntry("until", "1769860810");
    assertThat(checkout.labels())
        .isEqualTo(Map.of("__name__", "shop", "env", "prod", "profile", "checkout"));
    assertThat(server.pushes().get(1).labels()).containsEntry("profile", "nightly/im_port_ a=b_");
    assertThat(checkout.headers())
        .containsEntry("Authorization", "Bearer s3cret")
        .containsEntry("X-Scope-OrgID", "team-a");

    ReportSet profile = checkout.profile();
    assertThat(profile.reports()).as("threads and traces are summed up").hasSize(1);
    CallReport report = profile.reports().get(0);
    assertThat(report.started()).isEqualTo(Instant.parse("2026-01-31T12:00:00.123Z"));
    assertThat(report.tree().root().calls()).isEqualTo(2);
    assertThat(report.tree().root().totalNanos()).isEqualTo(200_000_000);
    assertThat(report.usage().cpuNanos()).hasValue(2 * 61_200_000);
    assertThat(said()).isEmpty();
  }

  @Test
  @DisplayName("has the totals in go tool pprof that the calls had")
  void goPprof(@TempDir Path directory) throws IOException {
    PyroscopeSink sink = sink();
    sink.accept(walk().report());
    sink.accept(walk().thread("other").report());
    tick();
    Path file = directory.resolve("pushed.pb.gz");
    Files.write(file, server.pushes().get(0).body());

    String top =
        Tool.run(
            directory,
            Map.of("HOME", directory.toString(), "GOTOOLCHAIN", "local", "GOPROXY", "off"),
            List.of("go", "tool", "pprof", "-top", "-unit=ms", file.toString()));

    assertThat(top)
        .contains("Total samples = 200ms")
        .containsPattern("160ms 80.00% 80.00% +200ms +100% +com.acme.Walk.a")
        .containsPattern("40ms 20.00% +100% +180ms 90.00% +com.acme.Walk.b");
  }

  @Test
  @DisplayName("is nothing where nothing was called, and the clockwork rests until something is")
  void rest() {
    PyroscopeSink sink = sink();
    assertThat(ticks).isEmpty();
    sink.accept(walk().report());
    sink.accept(walk().report());
    assertThat(ticks).hasSize(1);
    tick();
    assertThat(ticks).isEmpty();
    sink.accept(walk().report());
    tick();

    assertThat(server.pushes()).hasSize(2);
  }

  @Test
  @DisplayName("and refused, is dropped, counted and said with the server's words, once a minute")
  void refused() {
    server.answer(400, "{\"message\":\"bad\nlabels\"}").answer(401, "").answer(302, "");
    PyroscopeSink sink = sink();
    for (int i = 0; i < 4; i++) {
      sink.accept(walk().report());
      sink.accept(walk().report());
      tick();
    }

    assertThat(server.pushes()).hasSize(4);
    assertThat(dropped).isEqualTo(Map.of("checkout", 6));
    assertThat(said())
        .containsExactly(
            "the profile of 2 calls of checkout was dropped: Pyroscope refused it: HTTP 400"
                + " {\"message\":\"bad labels\"}");
    clock.advance(Duration.ofMinutes(1));
    server.answer(403, "no".repeat(1_000_000));
    sink.accept(walk().report());
    tick();
    assertThat(said())
        .last()
        .asString()
        .endsWith(
            "of 1 calls of checkout was dropped: Pyroscope refused it: HTTP 403 "
                + "no".repeat(100)
                + " (2 more suppressed)");
  }

  @Test
  @DisplayName("with a secret that no header can hold, is dropped without saying the secret")
  void badHeader() {
    PyroscopeSink sink =
        sink(
            new PyroscopeServer(
                server.url(), "shop", Map.of(), Optional.of("Bearer s3\ncret"), ""));
    sink.accept(walk().report());
    tick();

    assertThat(dropped).isEqualTo(Map.of("checkout", 1));
    assertThat(said())
        .singleElement()
        .asString()
        .contains("its token or tenant cannot stand in a header")
        .doesNotContain("cret");
  }

  @Test
  @DisplayName("while the server is ill, waits: longer after each failure, and nothing is lost")
  void backOff() {
    server.answer(503, "overloaded").answer(429, "slow down");
    PyroscopeSink sink = sink();
    sink.accept(walk().report());
    tick(); // 10 s: 503, wait 10 s
    sink.accept(walk().profile("import").report());
    tick(Duration.ofSeconds(9)); // not yet
    assertThat(server.pushes()).hasSize(1);
    tick(Duration.ofSeconds(1)); // 429, wait 20 s
    assertThat(server.pushes()).hasSize(2);
    tick(Duration.ofSeconds(10)); // not yet
    assertThat(server.pushes()).hasSize(2);
    tick(Duration.ofSeconds(10)); // all of it

    assertThat(server.pushes().stream().map(push -> push.labels().get("profile")))
        .containsExactly("checkout", "checkout", "checkout", "import");
    assertThat(server.pushes().get(2).body()).isEqualTo(server.pushes().get(0).body());
    assertThat(ticks).isEmpty();
    assertThat(dropped).isEmpty();
    assertThat(said())
        .containsExactly(
            "profiles wait for Pyroscope at "
                + server.url()
                + " as shop: HTTP 503 overloaded; next try in 10 s");
  }

  @Test
  @DisplayName("where no server is, waits; the queue is bounded, and what waited longest goes")
  void nobodyThere() throws IOException {
    URI nowhere = freePort();
    CallReport report = walk().report();
    queueBytes = 2_000; // a few of them
    PyroscopeSink sink = sink(shop(nowhere));
    for (int i = 0; i < 50; i++) {
      sink.accept(report);
      tick();
    }

    assertThat(dropped.get("checkout")).isBetween(30, 49);
    assertThat(said())
        .anyMatch(
            line ->
                line.matches(
                    "profiles wait for Pyroscope at \\S+ as shop: cannot connect; next try in .*"))
        .anyMatch(line -> line.contains("dropped: too much waits for Pyroscope at " + nowhere));
  }

  @Test
  @DisplayName("to a server that never answers, is given up after the time-out and kept")
  void silent() throws IOException {
    timeout = Duration.ofMillis(200);
    PyroscopeSink sink = sink();
    server.silent();
    sink.accept(walk().report());
    tick();

    assertThat(said()).singleElement().asString().contains("no answer within 0.2 s");
    assertThat(dropped).isEmpty();
    assertThat(ticks).hasSize(1);
  }

  @Test
  @DisplayName("is sent at once by a flush, even while the server is being left alone")
  void flush() {
    server.answer(500, "");
    PyroscopeSink sink = sink();
    sink.accept(walk().report());
    tick();
    sink.accept(walk().profile("import").report());
    sink.flush();

    assertThat(server.pushes()).hasSize(3);
    assertThat(server.pushes().get(2).labels()).containsEntry("profile", "import");
    tick();
    assertThat(server.pushes()).hasSize(3);
  }

  @Test
  @DisplayName(
      "with more paths than the server takes, comes in parts of different times that add up")
  void manyPaths() {
    PyroscopeSink sink = sink();
    sink.accept(SampleReport.of(fan(0, 40_000)).report());
    sink.accept(SampleReport.of(fan(20_000, 60_000)).report());
    tick();

    List<CallReport> parts = new ArrayList<>();
    for (Push push : server.pushes()) {
      parts.addAll(push.profile().reports());
    }
    assertThat(parts).hasSize(5).allMatch(part -> part.tree().nodes() <= 15_001);
    assertThat(parts.stream().map(CallReport::started).distinct()).hasSize(5);
    assertThat(new ReportSet(parts).trees()).hasSize(1);
    CallTree all = new ReportSet(parts).trees().get(0).tree();
    assertThat(all.nodes()).isEqualTo(60_001);
    assertThat(all.root().totalNanos()).isEqualTo(80_000 * 1_000L);
    assertThat(all.root().children().stream().mapToLong(CallNode::calls).sum()).isEqualTo(80_000);
  }

  @Test
  @DisplayName("holds as many calls as there are in little memory: the paths they share")
  void manyCalls() {
    ProfileBatch batch = new ProfileBatch("checkout", NOON);
    CallReport report = SampleReport.of(fan(0, 1_000)).report();
    for (int i = 0; i < 1_000; i++) {
      batch.add(report);
      assertThat(batch.nodes()).isLessThan(60_000);
    }

    List<ProfileUpload> uploads = batch.toUploads(NOON);
    assertThat(uploads).singleElement().extracting(ProfileUpload::calls).isEqualTo(1_000L);
  }

  @Test
  @DisplayName("before the interval is over where too many paths wait")
  void tooManyPaths() {
    PyroscopeSink sink = sink();
    for (int i = 0; i < 6; i++) {
      sink.accept(SampleReport.of(fan(i * 50_000, (i + 1) * 50_000)).report());
    }
    sink.flush();
    long samples = 0;
    for (Push push : server.pushes()) {
      samples += push.profile().reports().get(0).tree().root().children().size();
    }

    assertThat(samples).isEqualTo(300_000);
    assertThat(ticks).hasSize(1);
  }

  @Test
  @DisplayName("is a matter of one thread of the profiler, which tells nobody what it cannot do")
  void realClockwork() throws InterruptedException {
    CountDownLatch ran = new CountDownLatch(2);
    DelayedJobs jobs = new DelayedJobs("test");
    List<String> threads = new ArrayList<>();
    jobs.after(
        Duration.ofMillis(1),
        () -> {
          threads.add(Thread.currentThread().getName());
          ran.countDown();
          jobs.after(Duration.ofMillis(1), ran::countDown);
        });
    ran.await();

    assertThat(threads).containsExactly("profiler-test");
  }

  @Test
  @DisplayName("is given up for five minutes at most, and for half of that at least")
  void longestWait() {
    double[] jitter = {1};
    Backoff backoff = new Backoff(INTERVAL, clock, () -> jitter[0]);
    List<Long> waits = Stream.generate(() -> backoff.failed().toSeconds()).limit(8).toList();
    assertThat(waits).containsExactly(10L, 20L, 40L, 80L, 160L, 300L, 300L, 300L);
    jitter[0] = 0;
    assertThat(backoff.failed()).isEqualTo(Duration.ofSeconds(150));
    assertThat(backoff.isOver()).isFalse();
    clock.advance(Duration.ofSeconds(150));
    assertThat(backoff.isOver()).isTrue();
    backoff.succeeded();
    assertThat(backoff.failed()).isEqualTo(Duration.ofSeconds(5));
  }

  private void tick() {
    tick(INTERVAL);
  }

  private void tick(Duration after) {
    clock.advance(after);
    ticks.remove().run();
  }

  private PyroscopeSink sink() {
    return sink(shop(server.url()));
  }

  private static PyroscopeServer shop(URI url) {
    return new PyroscopeServer(url, "shop", Map.of(), Optional.empty(), "");
  }

  private PyroscopeSink sink(PyroscopeServer to) {
    Instant start = NOON.minusNanos(clock.getAsLong());
    return new PyroscopeSink(
        to,
        INTERVAL,
        counting(),
        log,
        new PyroscopeSink.Means(
            new PyroscopeClient(to, timeout),
            new UploadQueue(queueBytes),
            new Backoff(INTERVAL, clock, () -> 1),
            () -> start.plusNanos(clock.getAsLong()),
            (delay, job) -> {
              assertThat(delay).isEqualTo(INTERVAL);
              ticks.add(job);
            },
            ticks::clear));
  }

  private Meters counting() {
    return new Meters() {
      @Override
      public CallMeter of(String profile) {
        return CallMeter.NONE;
      }

      @Override
      public void accept(String profile, CallTree tree) {}

      @Override
      public void dropped(String profile) {
        dropped.merge(profile, 1, Integer::sum);
      }

      @Override
      public void suppressed(String profile) {}
    };
  }

  private static SampleReport walk() {
    return SampleReport.of(WALK);
  }

  private static CallNode fan(int from, int to) {
    List<CallNode> leaves = new ArrayList<>();
    for (int i = from; i < to; i++) {
      leaves.add(new CallNode(Frame.named("leaf " + i), 1, 1_000, 1_000, 1_000, 0, List.of()));
    }
    long total = 1_000L * leaves.size();
    return new CallNode(Frame.named("root"), 1, total, total, total, 0, leaves);
  }

  private static URI freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
  }

  private List<String> said() {
    assertThat(log.flush(PATIENCE)).isTrue();
    return said.messages();
  }
}
