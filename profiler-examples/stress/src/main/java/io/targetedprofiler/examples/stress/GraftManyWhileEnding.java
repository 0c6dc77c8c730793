package io.targetedprofiler.examples.stress;

import io.targetedprofiler.record.HandOver;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * So many tasks end that their thread grafts some of them itself, while the call ends on another.
 */
@JCStressTest
@Outcome(id = "1, 100", expect = Expect.ACCEPTABLE, desc = "All in the report or supplements")
@State
public class GraftManyWhileEnding {

  private static final int TASKS = 100;

  private final OneCall call = new OneCall("price", 0);
  private final HandOver[] tasks = new HandOver[TASKS];
  private volatile boolean ready;

  /** The profiled call. */
  @Actor
  public void caller() {
    call.begin();
    for (int i = 0; i < TASKS; i++) {
      HandOver task = call.handOver();
      if (task != null) {
        tasks[i] = task;
      }
    }
    ready = true;
    for (int i = 0; i < TASKS; i++) {
      call.work(); // so that the end comes while the other is at it
    }
    call.end();
  }

  /** The other thread. */
  @Actor
  public void worker() {
    while (!ready) {
      Thread.onSpinWait();
    }
    for (HandOver task : tasks) {
      call.run(task);
    }
  }

  /** What came of it; the call's own are the calls that it made itself. */
  @Arbiter
  public void reported(II_Result result) {
    call.collect();
    result.r1 = call.reports();
    result.r2 = call.tasksBeside(TASKS);
  }
}
