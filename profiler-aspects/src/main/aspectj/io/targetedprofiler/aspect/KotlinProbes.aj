package io.targetedprofiler.aspect;

import io.targetedprofiler.Roots;
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
    if (!DemotedPart.isHeard(thisJoinPointStaticPart)) {
      return proceed();
    }
    JoinPoint.StaticPart site = thisJoinPointStaticPart; // may be replaced meanwhile
    ThreadRecorder recorder = ThreadRecorder.current();
    if (DemotedPart.isRoot(site)) {
      site = DemotedPart.originalOf(site);
      Roots.enter(site, StaticParts.CHOSEN);
      Object result;
      try {
        result = proceed();
      } catch (Throwable thrown) {
        Roots.exit(site, thrown);
        throw StaticParts.<RuntimeException>unchecked(thrown);
      }
      return Roots.exitReturning(site, result, StaticParts.RETURN_TYPES);
    }
    if (recorder == null) {
      return proceed();
    }
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
