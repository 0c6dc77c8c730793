package io.targetedprofiler.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.targetedprofiler.format.FileFormat;
import io.targetedprofiler.format.JsonReader;
import io.targetedprofiler.format.ReportWriter;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.ReportSet;
import io.targetedprofiler.sink.FileSink.Output;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Files")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FileSinkTest {
  private static final String TIME = "19700101T000000000Z-";
  private static final ReportWriter TEXT =
      (reports, out) -> out.write(("#" + reports.reports().get(0).id()).getBytes(UTF_8));
  private static final ReportWriter BROKEN =
      (reports, out) -> {
        out.write("half a fi".getBytes(UTF_8));
        out.flush();
        throw new IllegalStateException("test");
      };

  @TempDir Path directory;

  private final ManualClock clock = new ManualClock();
  private final ProfilerLog log = new ProfilerLog(clock);
  private final LogCapture said = new LogCapture("profiler");

  @AfterEach
  void release() {
    said.close();
  }

  @Test
  @DisplayName("hold the report, in a directory named as its profile, and are named by time and id")
  void written() throws IOException {
    CallReport report = Reports.sample().profile("nightly/import").id(7).report();

    FileSink.in(directory.resolve("a/b"), List.of(FileFormat.JSON), 5, log)
        .orElseThrow()
        .accept(report);

    Path file = directory.resolve("a/b/nightly%2fimport").resolve(TIME + "7.json");
    try (InputStream in = Files.newInputStream(file)) {
      assertThat(new JsonReader().read(in, file.toString())).isEqualTo(ReportSet.of(report));
    }
    assertThat(said()).isEmpty();
  }

  @Test
  @DisplayName("are named by a time in UTC that sorts, without a dot or a colon")
  void names() {
    assertThat(new ReportFileName("20260131T235959001Z", 12).withExtension("pprof.pb.gz"))
        .isEqualTo("20260131T235959001Z-12.pprof.pb.gz");
    assertThat(ReportFileName.of("20260131T235959001Z-12.pprof.pb.gz"))
        .contains(new ReportFileName("20260131T235959001Z", 12));
    assertThat(ReportFileName.of("notes.txt")).isEmpty();
    assertThat(new ReportFileName("20260131T235959001Z", 9))
        .isLessThan(new ReportFileName("20260131T235959001Z", 10))
        .isGreaterThan(new ReportFileName("20260131T235959000Z", 10));
  }

  @Test
  @DisplayName("of all but the newest reports go, all of a report together, and others' files stay")
  void retention() throws IOException {
    Path checkout = Files.createDirectories(directory.resolve("checkout"));
    Files.writeString(checkout.resolve("notes.txt"), "mine");
    Files.writeString(checkout.resolve(TIME + "1.html"), "of a format that is no longer written");
    FileSink sink = sink(2, new Output("txt", TEXT), new Output("b.txt", TEXT));
    for (int id = 1; id <= 11; id++) {
      sink.accept(Reports.numbered(id));
    }
    sink.accept(Reports.of("other"));

    assertThat(files("checkout"))
        .containsExactlyInAnyOrder(
            "notes.txt", TIME + "10.txt", TIME + "10.b.txt", TIME + "11.txt", TIME + "11.b.txt");
    assertThat(files("other")).hasSize(2);
  }

  @Test
  @DisplayName("that a process which died left half written go in time; one being written stays")
  void leftovers() throws IOException {
    Path checkout = Files.createDirectories(directory.resolve("checkout"));
    Path old = Files.writeString(checkout.resolve("." + TIME + "1.json.17.tmp"), "{\"for");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofMinutes(11))));
    Files.writeString(checkout.resolve("." + TIME + "2.json.18.tmp"), "{");

    sink(1, new Output("txt", TEXT)).accept(Reports.numbered(3));

    assertThat(files("checkout"))
        .containsExactlyInAnyOrder("." + TIME + "2.json.18.tmp", TIME + "3.txt");
  }

  @Test
  @DisplayName("are never seen half written")
  void neverHalf() throws IOException {
    List<String> seen = new ArrayList<>();
    ReportWriter watched =
        (reports, out) -> {
          out.write(new byte[100_000]);
          seen.addAll(files("checkout"));
          out.write(new byte[100_000]);
        };

    sink(5, new Output("bin", watched)).accept(Reports.numbered(1));

    assertThat(seen).singleElement().asString().startsWith(".").endsWith(".tmp");
    assertThat(files("checkout")).containsExactly(TIME + "1.bin");
    assertThat(directory.resolve("checkout").resolve(TIME + "1.bin")).hasSize(200_000);
  }

  @Test
  @DisplayName(
      "of one format are written though another's writer fails, and nothing is left of that")
  void brokenWriter() throws IOException {
    FileSink sink = sink(5, new Output("bad", BROKEN), new Output("txt", TEXT));

    sink.accept(Reports.numbered(1));
    sink.accept(Reports.numbered(2));

    assertThat(files("checkout")).containsExactlyInAnyOrder(TIME + "1.txt", TIME + "2.txt");
    assertThat(said()).containsExactly("no file " + path(TIME + "1.bad") + ": its writer failed");
  }

  @Test
  @DisplayName(
      "do not fit on a full disk: said once a minute, and written again when there is room")
  void fullDisk() throws IOException {
    boolean[] full = {true};
    ReportWriter writer =
        (reports, out) -> {
          TEXT.write(reports, out);
          if (full[0]) {
            throw new IOException("No space left on device");
          }
        };
    FileSink sink = sink(5, new Output("txt", writer));

    sink.accept(Reports.numbered(1));
    sink.accept(Reports.numbered(2));
    assertThat(files("checkout")).isEmpty();
    clock.advance(Duration.ofMinutes(1));
    sink.accept(Reports.numbered(3));
    full[0] = false;
    sink.accept(Reports.numbered(4));

    assertThat(files("checkout")).containsExactly(TIME + "4.txt");
    assertThat(said())
        .containsExactly(
            "no file " + path(TIME + "1.txt") + ": No space left on device",
            "no file " + path(TIME + "3.txt") + ": No space left on device (1 more suppressed)");
  }

  @Test
  @DisplayName("are written again after somebody deleted the directory")
  void vanished() throws IOException {
    FileSink sink = sink(5, new Output("txt", TEXT));
    sink.accept(Reports.numbered(1));
    Files.delete(path(TIME + "1.txt"));
    Files.delete(directory.resolve("checkout"));

    sink.accept(Reports.numbered(2));

    assertThat(files("checkout")).containsExactly(TIME + "2.txt");
    assertThat(said()).isEmpty();
  }

  @Test
  @DisplayName("whose directory is deleted while one is written are said, and the next is written")
  void vanishesMeanwhile() throws IOException {
    ReportWriter deleting =
        (reports, out) -> {
          if (reports.reports().get(0).id() == 1) {
            for (String file : files("checkout")) {
              Files.delete(directory.resolve("checkout").resolve(file));
            }
            Files.delete(directory.resolve("checkout"));
          }
        };
    FileSink sink = sink(5, new Output("txt", deleting));

    sink.accept(Reports.numbered(1));
    sink.accept(Reports.numbered(2));

    assertThat(files("checkout")).containsExactly(TIME + "2.txt");
    assertThat(said()).containsExactly("no file " + path(TIME + "1.txt") + ": no such directory");
  }

  @Test
  @DisplayName("cannot be where a file is in the way: said, and written when it is gone")
  void inTheWay() throws IOException {
    Path obstacle = Files.writeString(directory.resolve("checkout"), "a file");
    FileSink sink = sink(5, new Output("txt", TEXT));

    sink.accept(Reports.numbered(1));
    Files.delete(obstacle);
    sink.accept(Reports.numbered(2));

    assertThat(files("checkout")).containsExactly(TIME + "2.txt");
    assertThat(said())
        .containsExactly(
            "no file " + path(TIME + "1.txt") + ": a file stands where a directory should be");
  }

  @Test
  @DisplayName("are not written without the right to, which is said in one line")
  void readOnly() throws IOException {
    assumeTrue(
        Files.getFileStore(directory).supportsFileAttributeView("posix"),
        "needs a POSIX file system");
    Path locked = Files.createDirectories(directory.resolve("checkout"));
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeFalse(Files.isWritable(locked), "root may write anywhere");
    FileSink sink = sink(5, new Output("txt", TEXT));

    sink.accept(Reports.numbered(1));
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwxr-xr-x"));
    sink.accept(Reports.numbered(2));

    assertThat(files("checkout")).containsExactly(TIME + "2.txt");
    assertThat(said()).containsExactly("no file " + path(TIME + "1.txt") + ": access denied");
  }

  @Test
  @DisplayName("of a directory that is a link are written behind it")
  void link() throws IOException {
    Path target = Files.createDirectories(directory.resolve("target"));
    Files.createSymbolicLink(directory.resolve("checkout"), target);

    sink(5, new Output("txt", TEXT)).accept(Reports.numbered(1));

    assertThat(files("target")).containsExactly(TIME + "1.txt");
    assertThat(said()).isEmpty();
  }

  @Test
  @DisplayName("of several processes in one directory do not disturb each other")
  void concurrent() throws Exception {
    int writers = 4;
    int reports = 100;
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try {
      List<Callable<Void>> work = new ArrayList<>();
      for (int w = 0; w < writers; w++) {
        int writer = w;
        work.add(
            () -> {
              FileSink sink = sink(10, new Output("txt", TEXT));
              for (int i = 0; i < reports; i++) {
                sink.accept(Reports.numbered((long) i * writers + writer));
                sink.accept(Reports.of("profile " + writer));
              }
              return null;
            });
      }
      for (Future<Void> done : threads.invokeAll(work)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(files("checkout")).hasSize(10).contains(TIME + "399.txt");
    for (String file : files("checkout")) {
      assertThat(path(file)).content().matches("#\\d+");
    }
    for (int w = 0; w < writers; w++) {
      assertThat(files("profile " + w)).containsExactly(TIME + "128.txt");
    }
    assertThat(said()).isEmpty();
  }

  private FileSink sink(int keep, Output... outputs) {
    return new FileSink(directory, List.of(outputs), keep, log);
  }

  private Path path(String file) {
    return directory.resolve("checkout").resolve(file);
  }

  private List<String> files(String profile) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve(profile))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private List<String> said() {
    assertThat(log.flush(Duration.ofSeconds(30))).isTrue();
    return said.messages();
  }
}
