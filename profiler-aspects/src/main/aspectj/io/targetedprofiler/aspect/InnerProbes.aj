package io.targetedprofiler.aspect;

import io.targetedprofiler.Roots;
import io.targetedprofiler.record.Gate;
import io.targetedprofiler.record.ThreadRecorder;

/**
 * The probe of every method that is not marked: tells its thread's recorder of each enter and exit, if there is one. The
 * pointcut asks all there is to ask: an idle probe costs one read of a static field, and threads that are not being
 * profiled do not even look up the aspect, which leaves the JIT compiler more room for the user's code. Whether the probe
 * is switched off comes last: it concerns profiled threads alone. Whether the configuration chose the method as a root is
 * asked only in a process with such a configuration, which JIT compilers know.
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
        && if(Gate.isOpen() && DemotedPart.isHeard(thisJoinPointStaticPart));

  after() returning: probed() && !Pointcuts.returnsStage() {
    if (DemotedPart.isRoot(thisJoinPointStaticPart)) {
      Roots.exit(DemotedPart.originalOf(thisJoinPointStaticPart), null);
      return;
    }
    ThreadRecorder recorder = ThreadRecorder.current();
    if (recorder != null) {
      recorder.exit(thisJoinPointStaticPart);
    }
  }

  after() returning(Object result): probed() && Pointcuts.returnsStage() {
    if (DemotedPart.isRoot(thisJoinPointStaticPart)) {
      Roots.exitWith(DemotedPart.originalOf(thisJoinPointStaticPart), result);
      return;
    }
    ThreadRecorder recorder = ThreadRecorder.current();
    if (recorder != null) {
      recorder.exit(thisJoinPointStaticPart);
    }
  }

  after() throwing(Throwable thrown): probed() {
    if (DemotedPart.isRoot(thisJoinPointStaticPart)) {
      Roots.exit(DemotedPart.originalOf(thisJoinPointStaticPart), thrown);
      return;
    }
    ThreadRecorder recorder = ThreadRecorder.current();
    if (recorder != null) {
      recorder.exitThrowing(thisJoinPointStaticPart);
    }
  }

  before(): probed() {
    if (DemotedPart.isRoot(thisJoinPointStaticPart)) {
      Roots.enter(DemotedPart.originalOf(thisJoinPointStaticPart), StaticParts.CHOSEN);
      return;
    }
    ThreadRecorder recorder = ThreadRecorder.current();
    if (recorder != null) {
      recorder.enter(thisJoinPointStaticPart);
    }
  }
}
