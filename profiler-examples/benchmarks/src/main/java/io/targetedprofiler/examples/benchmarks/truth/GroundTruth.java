package io.targetedprofiler.examples.benchmarks.truth;

import io.targetedprofiler.examples.benchmarks.workloads.Busy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Says how true reported times are, under each timing policy in a JVM of its own. The system
 * property {@code truth.policies} selects some: {@code full thinned adaptive adaptive:2}, the last
 * with an overhead budget of 2 %.
 */
public final class GroundTruth {

  private static final String ALL = "full thinned adaptive adaptive:2";

  private GroundTruth() {}

  /** Exits with 1 if any of them fails. */
  public static void main(String[] args) throws IOException, InterruptedException {
    String selected = System.getProperty("truth.policies", "").strip();
    boolean passed = true;
    for (String policy : (selected.isEmpty() ? ALL : selected).split("\\s+")) {
      System.out.println("\n" + policy + ", JDK " + Runtime.version());
      passed &= new ProcessBuilder(command(policy)).inheritIO().start().waitFor() == 0;
    }
    System.exit(passed ? 0 : 1);
  }

  private static List<String> command(String policy) {
    String[] timingAndBudget = policy.split(":", 2);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dprofiler.timing=" + timingAndBudget[0]);
    if (timingAndBudget.length == 2) {
      command.add("-Dprofiler.overhead.budget=" + timingAndBudget[1]);
    }
    command.add("-XX:CompileCommand=quiet");
    command.add("-XX:CompileCommand=dontinline," + Busy.class.getName() + "::work");
    command.add("-classpath");
    command.add(System.getProperty("java.class.path"));
    command.add(Trial.class.getName());
    return command;
  }
}
