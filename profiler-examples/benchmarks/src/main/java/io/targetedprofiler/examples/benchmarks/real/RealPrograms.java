package io.targetedprofiler.examples.benchmarks.real;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs each program in each state, each in a process of its own, one after the other, and prints
 * one table. Where the programs are comes in the system property {@code benchmarks.results}; which
 * are run, in {@code real.select}: names of programs and states, nothing for all.
 */
public final class RealPrograms {

  private static final double FAR = 5;

  private RealPrograms() {}

  /** Takes half a minute for each program and state. */
  public static void main(String[] args) throws Exception {
    Path programs = Path.of(System.getProperty("benchmarks.results", "."), "programs");
    String selected = System.getProperty("real.select", "").toUpperCase(Locale.ROOT);
    System.out.println("JDK " + Runtime.version());
    for (Program program : Program.values()) {
      if (isSelected(selected, program, Program.values())) {
        print(program, run(programs, program, selected));
      }
    }
  }

  private static Map<State, Rounds> run(Path programs, Program program, String selected)
      throws Exception {
    Map<State, Rounds> measured = new EnumMap<>(State.class);
    for (State state : State.values()) {
      if (isSelected(selected, state, State.values())) {
        measured.put(state, run(programs, program, state));
      }
    }
    return measured;
  }

  /** Nothing said of this kind of thing selects all of it. */
  private static boolean isSelected(String selected, Enum<?> one, Enum<?>[] kind) {
    List<String> words = List.of(selected.strip().split("\\s+"));
    boolean anySaid = List.of(kind).stream().anyMatch(other -> words.contains(other.name()));
    return !anySaid || words.contains(one.name());
  }

  private static Rounds run(Path programs, Program program, State state)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(state.jvmArguments);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Child.class.getName()));
    command.addAll(List.of(programs.toString(), program.name(), state.name()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> lines = process.inputReader().lines().toList();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(program + " " + state + " ended with " + process.exitValue());
    }
    return Rounds.parse(lines);
  }

  private static void print(Program program, Map<State, Rounds> measured) {
    double unwoven = settled(measured, State.UNWOVEN);
    double idle = settled(measured, State.IDLE);
    System.out.printf(
        Locale.ROOT,
        "%n%-12s%12s%12s%12s%20s%n",
        program,
        "us a round",
        "x unwoven",
        "x idle",
        "s above %.0f x idle".formatted(FAR));
    measured.forEach(
        (state, rounds) ->
            System.out.printf(
                Locale.ROOT,
                "%-12s%12.0f%12.2f%12.2f%20.1f%n",
                state.name().toLowerCase(Locale.ROOT),
                rounds.settledMicros(),
                rounds.settledMicros() / unwoven,
                rounds.settledMicros() / idle,
                rounds.secondsAbove(FAR * idle)));
  }

  private static double settled(Map<State, Rounds> measured, State state) {
    Rounds rounds = measured.get(state);
    return rounds == null ? Double.NaN : rounds.settledMicros();
  }
}
