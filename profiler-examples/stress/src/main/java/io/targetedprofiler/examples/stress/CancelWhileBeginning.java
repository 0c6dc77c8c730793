package io.targetedprofiler.examples.stress;

import io.targetedprofiler.record.HandOver;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/** A task is cancelled while another thread is about to begin it, and then the call ends. */
@JCStressTest
@Outcome(id = "1, 1, 0, 0", expect = Expect.ACCEPTABLE, desc = "It ran, and is reported")
@Outcome(id = "1, 0, 1, 0", expect = Expect.ACCEPTABLE, desc = "It was cancelled")
@Outcome(
    id = "1, 1, 1, 0",
    expect = Expect.ACCEPTABLE_INTERESTING,
    desc = "It was cancelled when its future had begun it, and ran")
@State
public class CancelWhileBeginning {

  private final OneCall call = new OneCall("price", 0);
  private volatile @Nullable FutureTask<?> future;

  /** The profiled call. */
  @Actor
  public void caller() {
    call.begin();
    HandOver task = call.handOver();
    FutureTask<?> made = new FutureTask<>(() -> call.run(task), null);
    if (task != null) {
      task.promises(made);
    }
    future = made;
    made.cancel(false);
    call.end();
  }

  /** The other thread. */
  @Actor
  public void worker() {
    FutureTask<?> next = future;
    while (next == null) {
      Thread.onSpinWait();
      next = future;
    }
    next.run();
  }

  /** What came of it; in the end nothing is left that might still come. */
  @Arbiter
  public void reported(IIII_Result result) {
    call.collect();
    int tasks = call.tasks(false) + call.tasks(true);
    result.r1 = call.reports();
    result.r2 = tasks;
    result.r3 = call.cancelled();
    result.r4 = call.unfinished() - call.tasks(true);
  }
}
