package io.targetedprofiler.aspect;

import io.targetedprofiler.record.Gate;
import io.targetedprofiler.record.ThreadRecorder;
import org.aspectj.lang.JoinPoint;

/**
 * The probes of what the Kotlin compiler made. After advice on some of its methods (suspend functions, an early return
 * among the arguments of a call) makes classes that the JVM refuses (AspectJ issue 352), so these are woven around, which
 * costs a little more and adds frames to stack traces. A suspend function counts once for each resume. What around advice
 * touches must be public.
 */
aspect KotlinProbes {

  declare precedence: *, KotlinProbes;

  static {
    StaticParts.register();
  }

  Object around(): Pointcuts.inner() && Pointcuts.kotlin() && if(Gate.isOpen()) {
    ThreadRecorder recorder = ThreadRecorder.current();
    if (recorder == null || DemotedPart.is(thisJoinPointStaticPart)) {
      return proceed();
    }
    JoinPoint.StaticPart site = thisJoinPointStaticPart; // may be replaced meanwhile
    boolean returned = false;
    recorder.enter(site);
    try {
      Object result = proceed();
      returned = true;
      return result;
    } finally {
      if (returned) {
        recorder.exit(site);
      } else {
        recorder.exitThrowing(site);
      }
    }
  }
}
