package io.targetedprofiler.aspect;

import io.targetedprofiler.record.Gate;
import io.targetedprofiler.record.ThreadRecorder;

/**
 * The probe of every method that is not marked: tells its thread's recorder of each enter and exit, if there is one. The
 * pointcut asks all there is to ask: an idle probe costs one read of a static field, and threads that are not being
 * profiled do not even look up the aspect, which leaves the JIT compiler more room for the user's code. Whether the probe
 * is switched off comes last: it concerns profiled threads alone.
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
        && if(Gate.isOpen() && ThreadRecorder.current() != null && !DemotedPart.is(thisJoinPointStaticPart));

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
