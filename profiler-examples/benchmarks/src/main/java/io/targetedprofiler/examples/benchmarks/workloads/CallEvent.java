package io.targetedprofiler.examples.benchmarks.workloads;

import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** An event of our own for each call; without a stack trace, which would cost far more. */
@Label("Call")
@StackTrace(false)
public final class CallEvent extends Event {

  /** What was called. */
  @Label("Method")
  public @Nullable String method;
}
