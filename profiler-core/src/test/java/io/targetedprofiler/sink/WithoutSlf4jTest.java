package io.targetedprofiler.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Without SLF4J on the class path, or with an old one")
class WithoutSlf4jTest {

  @Test
  @DisplayName("one line on the console says what is missing, and nothing fails")
  void oneLine() throws Exception {
    ClassLoader loader = new HidingClassLoader("org.slf4j.");
    Class<?> script = loader.loadClass(Script.class.getName());
    PrintStream console = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, UTF_8));
    try {
      ((Callable<?>) script.getDeclaredConstructor().newInstance()).call();
    } finally {
      System.setErr(console);
    }

    assertThat(said.toString(UTF_8).lines())
        .singleElement()
        .asString()
        .startsWith("profiler: nothing can be logged")
        .contains("needs SLF4J 2");
  }

  /** Runs with the library's copy that has no SLF4J. */
  public static final class Script implements Callable<Boolean> {
    @Override
    public Boolean call() {
      ProfilerLog log = new ProfilerLog();
      log.warn("one word");
      log.warn("another word");
      assertThat(log.flush(Duration.ofSeconds(30))).isTrue();
      return true;
    }
  }
}
