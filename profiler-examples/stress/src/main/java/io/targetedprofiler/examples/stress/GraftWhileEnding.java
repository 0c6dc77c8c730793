package io.targetedprofiler.examples.stress;

import io.targetedprofiler.record.HandOver;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A task ends on its thread while the call that handed it over ends on another. */
@JCStressTest
@Outcome(id = "1, 1, 0", expect = Expect.ACCEPTABLE, desc = "In the report")
@Outcome(id = "1, 0, 1", expect = Expect.ACCEPTABLE, desc = "In its supplement")
@State
public class GraftWhileEnding {

  private final OneCall call = new OneCall("price", 0);
  private volatile @Nullable HandOver task;

  /** The profiled call. */
  @Actor
  public void caller() {
    call.begin();
    task = call.handOver();
    call.end();
  }

  /** The other thread. */
  @Actor
  public void worker() {
    HandOver next = task;
    while (next == null) {
      Thread.onSpinWait();
      next = task;
    }
    call.run(next);
  }

  /** What came of it. */
  @Arbiter
  public void reported(III_Result result) {
    call.collect();
    result.r1 = call.reports();
    result.r2 = call.tasks(false);
    result.r3 = call.tasks(true);
  }
}
