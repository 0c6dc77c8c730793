package io.targetedprofiler;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.targetedprofiler.format.Tool;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.SampleReport;
import io.targetedprofiler.sink.JfrSink;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jdk.jfr.Recording;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;

@DisplayName("A JFR recording")
class JfrTest {
  private static final Path BIN = Path.of(System.getProperty("java.home"), "bin");

  @TempDir Path directory;

  @Test
  @DisplayName(
      "has an event for each profiled call, as `jfr print` shows, and none for inner calls")
  void events() throws Exception {
    Path file = directory.resolve("calls.jfr");
    Profiler.profile("before the recording", () -> {});
    try (Recording recording = new Recording()) {
      Profiler.flush(DeliveredReports.LONG_ENOUGH);
      recording.start();
      MDC.put("traceId", "4bf92f3577b34da6");
      Profiler.profile("<größer> than\n\"x\"", () -> Profiler.profile("inner", () -> {}));
      MDC.clear();
      try (ProfiledCall call = Profiler.open("failing")) {
        call.failed(new IllegalStateException());
      }
      Profiler.flush(DeliveredReports.LONG_ENOUGH);
      recording.stop();
      recording.dump(file);
    }

    String printed = jfr("print", "--events", "io.targetedprofiler.ProfiledCall", file.toString());

    assertThat(printed.lines().filter(line -> line.contains("ProfiledCall {"))).hasSize(2);
    assertThat(printed)
        .contains(
            "profile = \"<größer> than\n\"x\"\"", "outcome = \"returned\"", "exception = \"none\"")
        .contains("profile = \"failing\"", "outcome = \"threw\"", "\"IllegalStateException\"")
        .contains("callingThread = \"" + Thread.currentThread().getName() + '"')
        .containsPattern("started = \\d\\d:\\d\\d:\\d\\d.\\d\\d\\d")
        .containsPattern("callDuration = [0-9.,]+ [mu]?s")
        .containsPattern("self = [0-9.,]+ [mu]?s")
        .containsPattern("cpu = (N/A|[0-9.,]+ [mu]?s)")
        .containsPattern("allocatedBytes = (-1|[0-9.,]+) ")
        .contains("traceId = \"4bf92f3577b34da6\"", "traceId = \"\"");
    assertThat(jfr("summary", file.toString()))
        .containsPattern("io.targetedprofiler.ProfiledCall +2 ");
  }

  @Test
  @DisplayName("costs nothing while none runs: nothing is allocated for a report")
  void noRecording() {
    JfrSink sink = JfrSink.ifAvailable().orElseThrow();
    CallReport report = SampleReport.of("main 1 100").report();
    try (Recording over = new Recording()) {
      over.start();
      sink.accept(report);
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    for (int i = 0; i < 10_000; i++) {
      sink.accept(report);
    }
    long after = threads.getThreadAllocatedBytes(Thread.currentThread().getId());

    assertThat(after - before).as("bytes of 10,000 reports").isLessThan(10_000);
  }

  @Test
  @DisplayName("is not needed: a runtime without the module jdk.jfr profiles as well")
  void withoutTheModule() {
    String printed =
        Tool.run(
            directory,
            Map.of("CLASSPATH", System.getProperty("java.class.path")),
            List.of(
                BIN.resolve("java").toString(),
                "--limit-modules",
                "java.base,java.logging,java.xml,java.naming,jdk.management",
                WithoutJfr.class.getName()));

    assertThat(printed).contains("jdk.jfr: false", "reported: true").doesNotContain("Exception");
  }

  /** Run in a JVM of its own. */
  static final class WithoutJfr {
    public static void main(String[] arguments) throws InterruptedException {
      DeliveredReports reports = new DeliveredReports();
      Profiler.addSink(reports);
      Profiler.profile("without", () -> {});
      boolean jfr = ModuleLayer.boot().findModule("jdk.jfr").isPresent();
      System.out.println("jdk.jfr: " + jfr);
      System.out.println("reported: " + (reports.next("without") != null));
    }
  }

  private String jfr(String... arguments) {
    List<String> command = new ArrayList<>(List.of(BIN.resolve("jfr").toString()));
    command.addAll(List.of(arguments));
    return Tool.run(directory, Map.of("JAVA_TOOL_OPTIONS", ""), command);
  }
}
