package io.targetedprofiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.format.TextReport;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.CallTree.Losses;
import io.targetedprofiler.model.SampleReport;
import io.targetedprofiler.record.NamedSite;
import io.targetedprofiler.record.RootSite;
import io.targetedprofiler.record.ThreadRecorder;
import io.targetedprofiler.sink.LogCapture;
import io.targetedprofiler.sink.Meters;
import io.targetedprofiler.sink.ProfilerLog;
import io.targetedprofiler.sink.ReplaceableMeters;
import io.targetedprofiler.sink.ReportPipeline;
import io.targetedprofiler.sink.Slf4jSink;
import io.targetedprofiler.sink.SlowestReports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A profiler that is configured")
class EngineTest {

  private final ProfilerLog log = new ProfilerLog();
  private final ReplaceableMeters meters = new ReplaceableMeters(Meters.NONE);
  private final ReportPipeline pipeline = new ReportPipeline(meters, log);

  @Test
  @DisplayName("to be off has no targets, and does not even ask what is marked")
  void disabled() {
    Engine engine = engine(Map.of("profiler.enabled", "false"));

    assertThat(engine.named("checkout")).isNull();
    assertThat(engine.target(new Object(), site -> Marked.describe("asked"))).isNull();
    assertThat(engine.known(new Object())).isNull();
  }

  @Test
  @DisplayName("to leave requests alone still has calls that are opened by hand")
  void noRequests() {
    Engine engine = engine(Map.of("profiler.web", "false"));

    assertThat(engine.profilesRequests()).isFalse();
    assertThat(engine.request("GET", "/customers/{id}")).isNull();
    assertThat(engine.named("checkout")).isNotNull();
  }

  @Test
  @DisplayName("to observe calls does so only if it is on")
  void observations() {
    assertThat(engine(Map.of()).observesCalls()).isFalse();
    assertThat(engine(Map.of("profiler.observations", "true")).observesCalls()).isTrue();
    assertThat(
            engine(Map.of("profiler.observations", "true", "profiler.enabled", "false"))
                .observesCalls())
        .isFalse();
  }

  @Test
  @DisplayName("gives each name and each site one target")
  void targets() {
    Engine engine = engine(Map.of());
    Object site = new Object();

    assertThat(engine.named("checkout")).isSameAs(engine.named("checkout"));
    assertThat(engine.target(site, s -> Marked.describe("plain")))
        .isSameAs(engine.target(site, s -> Marked.describe("asked twice")))
        .isSameAs(engine.known(site));
  }

  @Test
  @DisplayName(
      "reports the calls of names beyond the thousandth together, so that made-up names cost no memory")
  void madeUpNames() {
    Engine engine = engine(Map.of());
    for (int i = 0; i < 1_000; i++) {
      assertThat(engine.named("order " + i).profile()).isEqualTo("order " + i);
    }
    assertThat(engine.named("order 1000").profile()).isEqualTo("other");
    assertThat(engine.named("order 1001")).isSameAs(engine.named("order 1000"));
    assertThat(engine.named("order 7").profile()).isEqualTo("order 7");
  }

  @Test
  @DisplayName("to write files has a sink for them, which writes each call; else it has none")
  void files(@TempDir Path directory) throws IOException {
    assertThat(Engine.files(configuration(Map.of()), log)).isEmpty();
    Configuration configuration =
        configuration(Map.of("profiler.files.dir", directory.resolve("new").toString()));
    Engine.files(configuration, log).ifPresent(pipeline::add);
    Engine engine = engine(Map.of());

    RootSite root = engine.named("nightly import");
    root.enter();
    root.exit(null);
    assertThat(engine.flush(Duration.ofSeconds(30))).isTrue();

    try (Stream<Path> files = Files.list(directory.resolve("new").resolve("nightly import"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .singleElement()
          .asString()
          .matches("\\d{8}T\\d{9}Z-1\\.json");
    }
  }

  @Test
  @DisplayName("to write every format writes every format; a trace only where there is a timeline")
  void allFormats(@TempDir Path directory) throws IOException {
    Configuration configuration =
        configuration(
            Map.of(
                "profiler.files.dir", directory.toString(),
                "profiler.files.formats", "json, collapsed,speedscope,pprof,trace,pstats",
                "profiler.target.ordered.timeline", "true"));
    Engine.files(configuration, log).ifPresent(pipeline::add);
    Engine engine = new Engine(configuration, log, meters, pipeline);

    for (String name : List.of("ordered", "plain")) {
      RootSite root = engine.named(name);
      root.enter();
      probes(3);
      root.exit(null);
    }
    assertThat(engine.flush(Duration.ofSeconds(30))).isTrue();

    String[] always = {
      "collapsed.txt", "json", "pprof.pb.gz", "pstats", "speedscope.json",
    };
    assertThat(extensions(directory.resolve("plain"))).containsExactlyInAnyOrder(always);
    assertThat(extensions(directory.resolve("ordered")))
        .hasSize(6)
        .contains(always)
        .contains("trace.json");
  }

  private static List<String> extensions(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString().split("\\.", 2)[1]).toList();
    }
  }

  @Test
  @DisplayName("to keep 100,000 nodes reports and logs such a tree, and the next one")
  void large() {
    int nodes = 100_000;
    // All timed: calls that do nothing else would soon exceed a budget, and be left alone.
    Engine engine =
        engine(Map.of("profiler.limits.nodes", Integer.toString(nodes), "profiler.timing", "full"));
    DeliveredReports reports = new DeliveredReports();
    pipeline.add(reports);
    pipeline.add(new Slf4jSink(new TextReport(40, 1, true)::render, 50, meters));
    RootSite root = engine.named("large");
    try (LogCapture lines = new LogCapture("profiler.large")) {
      root.enter();
      probes(nodes - 1);
      root.exit(null);
      CallReport report = reports.next("large");
      assertThat(report.tree().nodes()).isEqualTo(nodes);
      assertThat(report.tree().root().children()).hasSize(nodes - 1);
      assertThat(report.tree().root().selfNanos()).isNotNegative();
      assertThat(report.tree().losses()).isEqualTo(Losses.NONE);

      root.enter();
      probes(1);
      root.exit(null);
      assertThat(reports.next("large").tree().nodes()).isEqualTo(2);
      assertThat(engine.flush(DeliveredReports.LONG_ENOUGH)).isTrue();
      assertThat(lines.messages()).hasSize(2);
    }
  }

  @Test
  @DisplayName("to show the slowest only has all others in its meters and a sink of all calls")
  void slowest() {
    Configuration configuration =
        configuration(Map.of("profiler.slowest", "2", "profiler.target.import.slowest", "all"));
    List<Long> all = new ArrayList<>();
    List<String> chosen = new ArrayList<>();
    pipeline.add(report -> all.add(report.id()));
    pipeline.add(
        report -> chosen.add(report.profile()), name -> configuration.slowest(name).orElse(0));
    Engine engine = new Engine(configuration, log, meters, pipeline);

    for (String name : List.of("checkout", "import")) {
      RootSite root = engine.named(name);
      for (int call = 0; call < 5; call++) {
        root.enter();
        root.exit(null);
      }
    }
    assertThat(engine.flush(DeliveredReports.LONG_ENOUGH)).isTrue();

    assertThat(all).hasSize(10);
    assertThat(chosen).hasSize(7).filteredOn("checkout"::equals).as("of the checkouts").hasSize(2);
  }

  @Test
  @DisplayName("keeps five of a minute in memory, or as many as are named")
  void recent() {
    SlowestReports recent =
        Engine.recent(configuration(Map.of("profiler.target.few.slowest", "1")));
    for (int call = 0; call < 9; call++) {
      recent.accept(SampleReport.of("main 1 100").profile("few").report());
      recent.accept(SampleReport.of("main 1 100").profile("checkout").report());
    }

    assertThat(recent.reports()).extracting(CallReport::profile).hasSize(6).containsOnlyOnce("few");
  }

  private static void probes(int sites) {
    ThreadRecorder recorder = ThreadRecorder.current();
    for (int i = 0; i < sites; i++) {
      Object site = new NamedSite("site " + i);
      recorder.enter(site);
      recorder.exit(site);
    }
  }

  private Engine engine(Map<String, String> properties) {
    return new Engine(configuration(properties), log, meters, pipeline);
  }

  private static Configuration configuration(Map<String, String> properties) {
    return Configuration.of(
        Map.of(), Map.of(), properties, problem -> assertThat(problem).isNull());
  }
}
