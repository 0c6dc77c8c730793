package io.targetedprofiler.examples.stress;

import io.targetedprofiler.record.HandOver;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/** Two calls on two threads, each of which runs the other's task in the midst of its own call. */
@JCStressTest
@Outcome(id = "1, 1, 1, 1", expect = Expect.ACCEPTABLE, desc = "Each with its own task, once")
@State
public class TwoRootsOneThread {

  private final OneCall left = new OneCall("left", 0);
  private final OneCall right = new OneCall("right", 0);
  private volatile @Nullable HandOver ofLeft;
  private volatile @Nullable HandOver ofRight;

  /** One call. */
  @Actor
  public void left() {
    left.begin();
    ofLeft = left.handOver();
    HandOver other = ofRight;
    while (other == null) {
      Thread.onSpinWait();
      other = ofRight;
    }
    right.run(other);
    left.end();
  }

  /** The other. */
  @Actor
  public void right() {
    right.begin();
    ofRight = right.handOver();
    HandOver other = ofLeft;
    while (other == null) {
      Thread.onSpinWait();
      other = ofLeft;
    }
    left.run(other);
    right.end();
  }

  /** What came of it: the report and the task of each. */
  @Arbiter
  public void reported(IIII_Result result) {
    left.collect();
    right.collect();
    result.r1 = left.reports();
    result.r2 = left.tasks(false) + left.tasks(true);
    result.r3 = right.reports();
    result.r4 = right.tasks(false) + right.tasks(true);
  }
}
