package io.targetedprofiler.examples.shop;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The command line.
 *
 * @param serve whether to stay up instead of running the demonstration
 * @param port of the shop; 0 for any that is free
 * @param parallel whether a checkout looks prices and stock up at the same time
 */
record Options(boolean serve, boolean help, int port, boolean parallel) {

  static final String USAGE =
      """
      usage: java -jar shop.jar [--parallel] [--serve [--port N]]
        without options  run the demonstration and end
        --serve          stay up until killed
        --port N         listen there instead of on any free port
        --parallel       look prices and stock up at the same time, in other threads
        --help           print this and end
      """;

  /**
   * @throws IllegalArgumentException with one line that says what is wrong
   */
  static Options parse(String... args) {
    Deque<String> rest = new ArrayDeque<>(List.of(args));
    boolean serve = false;
    boolean help = false;
    boolean parallel = false;
    int port = 0;
    while (!rest.isEmpty()) {
      String option = rest.remove();
      switch (option) {
        case "--serve" -> serve = true;
        case "--parallel" -> parallel = true;
        case "--help" -> help = true;
        case "--port" -> port = port(rest.poll());
        default -> throw new IllegalArgumentException("unknown option " + option + "; try --help");
      }
    }
    if (port != 0 && !serve) {
      throw new IllegalArgumentException("--port needs --serve");
    }
    return new Options(serve, help, port, parallel);
  }

  private static int port(@Nullable String value) {
    try {
      int port = Integer.parseInt(String.valueOf(value));
      if (port >= 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // falls through to the one message for all that is no port
    }
    throw new IllegalArgumentException(
        "--port needs a number from 0 to 65535" + (value == null ? "" : ", not " + value));
  }
}
