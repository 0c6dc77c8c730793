package io.targetedprofiler.examples.stress;

import io.targetedprofiler.record.CarriedCall;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A context is taken up on another thread while the call that it carries ends. */
@JCStressTest
@Outcome(id = "1, 1, 0", expect = Expect.ACCEPTABLE, desc = "In the report")
@Outcome(id = "1, 0, 1", expect = Expect.ACCEPTABLE, desc = "In its supplement")
@State
public class ContextWhileEnding {

  private final OneCall call = new OneCall("price", 0);
  private volatile @Nullable CarriedCall carried;

  /** The profiled call. */
  @Actor
  public void caller() {
    call.begin();
    carried = CarriedCall.here();
    call.end();
  }

  /** The other thread. */
  @Actor
  public void worker() {
    CarriedCall next = carried;
    while (next == null) {
      Thread.onSpinWait();
      next = carried;
    }
    next.resume();
    call.work();
    CarriedCall.giveBack(null);
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
