package io.targetedprofiler.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.format.FileFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Without Jackson on the class path")
class WithoutJacksonTest {

  @Test
  @DisplayName("no JSON is written, and one line says what to add")
  void oneLine(@TempDir Path directory) throws Exception {
    ClassLoader loader = new HidingClassLoader("com.fasterxml.jackson.");
    Class<?> script = loader.loadClass(Script.class.getName());

    Object said =
        ((Callable<?>) script.getDeclaredConstructor(Path.class).newInstance(directory)).call();

    assertThat(said)
        .isEqualTo(
            List.of(
                "files in the format json are not written: add"
                    + " com.fasterxml.jackson.core:jackson-core to the class path"));
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  @DisplayName("with it, nothing is missing")
  void withJackson() {
    assertThat(FileFormat.JSON.missingLibrary()).isEmpty();
  }

  /** Runs with the library's copy that has no Jackson; gives what was logged. */
  public static final class Script implements Callable<List<String>> {
    private final Path directory;

    public Script(Path directory) {
      this.directory = directory;
    }

    @Override
    public List<String> call() {
      ProfilerLog log = new ProfilerLog();
      try (LogCapture said = new LogCapture("profiler")) {
        FileSink.in(directory.resolve("new"), List.of(FileFormat.JSON), 1, log)
            .ifPresent(sink -> sink.accept(Reports.of("checkout")));
        assertThat(log.flush(Duration.ofSeconds(30))).isTrue();
        assertThat(Files.exists(directory.resolve("new"))).isFalse();
        return said.messages();
      }
    }
  }
}
