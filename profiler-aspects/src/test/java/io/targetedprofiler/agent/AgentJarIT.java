package io.targetedprofiler.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The agent jar")
class AgentJarIT {
  private static final String JAR = System.getProperty("agent.jar");

  private record Result(int exit, String output) {}

  private static Result java(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", JAR));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Result(process.waitFor(), output);
  }

  @Test
  @DisplayName("needs nothing beside itself, and says its version")
  void runs() throws IOException, InterruptedException {
    assertThat(java("--version").output).matches("targeted profiler \\d+\\.\\S+\\R");
    Result refused = java("view", "nosuch.json");
    assertThat(refused.exit).isEqualTo(2);
    assertThat(refused.output).isEqualToIgnoringNewLines("nosuch.json: no such file or directory");
  }

  @Test
  @DisplayName("contains no library under its own name, and the licences of all")
  void contents() throws IOException {
    try (JarFile jar = new JarFile(JAR)) {
      List<String> names = jar.stream().map(entry -> entry.getName()).toList();
      assertThat(names).noneMatch(name -> name.startsWith("picocli/"));
      assertThat(names).noneMatch(name -> name.startsWith("com/"));
      assertThat(names).noneMatch(name -> name.endsWith("module-info.class"));
      assertThat(names).contains("META-INF/LICENSE", "META-INF/NOTICE");
    }
  }
}
