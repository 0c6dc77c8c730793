package io.targetedprofiler.examples.boot.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Java process of its own, which ends with the test. */
final class Child implements AutoCloseable {

  /** The same memory and the same compilers throughout, so that less of it is chance. */
  private static final List<String> JVM =
      List.of(
          "-Xms640m",
          "-Xmx640m",
          "-Xmn256m",
          "-XX:+AlwaysPreTouch",
          "-XX:+UseSerialGC",
          "-XX:-UseDynamicNumberOfCompilerThreads");

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Of what it printed, if it does not start. */
  private static final int LAST_LINES = 30;

  private final String name;
  private final Process process;
  private final Path printed;

  private Child(String name, Process process, Path printed) {
    this.name = name;
    this.process = process;
    this.printed = printed;
  }

  static Child start(List<String> classPath, String main, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(JVM);
    command.add("-classpath");
    command.add(String.join(File.pathSeparator, classPath));
    command.add(main);
    command.addAll(arguments);
    Path printed = Files.createTempFile("load", ".log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start();
    return new Child(main, process, printed);
  }

  /** Waits until it takes connections. */
  void awaitListening(int port) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try (Socket accepted = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException notYet) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          String said = lastLines();
          close();
          throw new IOException(name + " does not start:\n" + said, notYet);
        }
        Thread.sleep(100);
      }
    }
  }

  private String lastLines() throws IOException {
    List<String> lines = new String(Files.readAllBytes(printed), UTF_8).lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
  }

  /** What all its threads have used so far; by hundredths of a second on Linux. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(5, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    Files.deleteIfExists(printed);
  }
}
