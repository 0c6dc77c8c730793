package io.targetedprofiler.examples.benchmarks.real;

import java.util.List;

/** What a program with our probes, or without, may be in. */
enum State {
  UNWOVEN(false, Kind.ALONE),
  SAMPLED(false, Kind.SAMPLED),
  IDLE(true, Kind.ALONE),
  BYSTANDER(true, Kind.BYSTANDER),
  FULL(true, Kind.PROFILED, "-Dprofiler.timing=full"),
  THINNED(true, Kind.PROFILED, "-Dprofiler.timing=thinned"),
  ADAPTIVE(true, Kind.PROFILED, "-Dprofiler.timing=adaptive");

  /** What happens beside the work, or around it. */
  enum Kind {
    /** Nothing. */
    ALONE,
    /** async-profiler samples the process, the peer where a whole program is concerned. */
    SAMPLED,
    /** Another thread has a profiled call open. */
    BYSTANDER,
    /** Each round is a profiled call. */
    PROFILED
  }

  final boolean woven;
  final Kind kind;
  final List<String> jvmArguments;

  State(boolean woven, Kind kind, String... jvmArguments) {
    this.woven = woven;
    this.kind = kind;
    this.jvmArguments = List.of(jvmArguments);
  }
}
