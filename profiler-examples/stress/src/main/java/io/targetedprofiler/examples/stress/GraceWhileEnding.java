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

/** A report that waits for a task goes out once, whoever is last. */
@JCStressTest
@Outcome(id = "1, 1, 0", expect = Expect.ACCEPTABLE, desc = "Once, with the task")
@State
public class GraceWhileEnding {

  private final OneCall call = new OneCall("price", 1_000_000_000);
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

  /** What came of it; nobody had to wait until the grace was over. */
  @Arbiter
  public void reported(III_Result result) {
    result.r1 = call.reports();
    result.r2 = call.tasks(false);
    call.collect();
    result.r3 = call.tasks(true);
  }
}
