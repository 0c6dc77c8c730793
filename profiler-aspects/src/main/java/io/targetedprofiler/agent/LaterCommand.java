package io.targetedprofiler.agent;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** A verb whose name is reserved. */
@Command(hidden = true)
final class LaterCommand implements Runnable {
  private final String verb;

  @Spec private CommandSpec spec = CommandSpec.create(); // picocli sets its own

  @Unmatched private final List<String> arguments = new ArrayList<>();

  LaterCommand(String verb) {
    this.verb = verb;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), verb + " is not in this version");
  }
}
