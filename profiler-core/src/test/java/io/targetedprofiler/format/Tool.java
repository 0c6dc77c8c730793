package io.targetedprofiler.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Programs that this project did not write, run by tests. Where one is not installed its tests are
 * skipped, or fail if the environment variable REQUIRE_TOOLS is {@code true}.
 */
public final class Tool {
  private Tool() {}

  /** Runs a program that must exit with 0, and returns what it printed. */
  public static String run(Path directory, Map<String, String> environment, List<String> command) {
    try {
      Path output = Files.createTempFile(directory, "output", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      Process process = start(builder, command.get(0));
      boolean ended = process.waitFor(2, TimeUnit.MINUTES);
      process.destroyForcibly();
      String printed = Files.readString(output, UTF_8);
      assertThat(ended).as("%s has ended; it printed %s", command, printed).isTrue();
      assertThat(process.exitValue()).as("exit of %s, which printed %s", command, printed).isZero();
      return printed;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * A package of the npm registry, unpacked; asks the registry only if npm does not have it.
   *
   * @return the folder of its content
   */
  public static Path npmPackage(Path directory, String name, String version) {
    try {
      String spec = name + '@' + version;
      run(directory, Map.of(), List.of("npm", "pack", "--prefer-offline", "--silent", spec));
      run(directory, Map.of(), List.of("tar", "xzf", name + '-' + version + ".tgz"));
    } catch (AssertionError failed) {
      missing("npm could not get " + name, failed);
    }
    return directory.resolve("package");
  }

  private static Process start(ProcessBuilder builder, String name) {
    try {
      return builder.start();
    } catch (IOException absent) {
      missing(name + " is not installed", absent);
      throw new AssertionError(absent);
    }
  }

  /** Skips the test, or fails it where tools are required. */
  public static void missing(String what, Throwable cause) {
    if ("true".equals(System.getenv("REQUIRE_TOOLS"))) {
      fail(what, cause);
    }
    assumeTrue(false, what);
  }
}
