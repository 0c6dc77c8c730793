package io.targetedprofiler.aspect;

import io.targetedprofiler.record.Gate;
import io.targetedprofiler.record.ThreadRecorder;

/**
 * The probe of every method that is not marked: tells its thread's recorder of each enter and exit, if there is one. The
 * gate is tested by the pointcut, so that an idle probe costs one read of a static field, not even the look-up of the
 * aspect.
 *
 * <p>After comes before before: the enter then lies outside the region whose throws are caught, so that an enter that
 * fails has no exit.
 */
aspect InnerProbes {

  // Other people's advice belongs to the method's caller: its time is none of ours.
  declare precedence: *, InnerProbes;

  static {
    StaticParts.register();
  }

  pointcut probed():
    Pointcuts.inner()
        && !Pointcuts.kotlin()
        && if(Gate.isOpen() && !DemotedPart.is(thisJoinPointStaticPart));

  after() returning: probed() {
    ThreadRecorder recorder = ThreadRecorder.current();
    if (recorder != null) {
      recorder.exit(thisJoinPointStaticPart);
    }
  }

  after() throwing: probed() {
    ThreadRecorder recorder = ThreadRecorder.current();
    if (recorder != null) {
      recorder.exitThrowing(thisJoinPointStaticPart);
    }
  }

  before(): probed() {
    ThreadRecorder recorder = ThreadRecorder.current();
    if (recorder != null) {
      recorder.enter(thisJoinPointStaticPart);
    }
  }
}
