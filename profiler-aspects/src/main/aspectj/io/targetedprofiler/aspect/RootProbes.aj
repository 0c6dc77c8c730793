package io.targetedprofiler.aspect;

import io.targetedprofiler.Roots;

/** The probe of every marked method: begins and ends a profiled call, or a nested one. */
aspect RootProbes {

  declare precedence: *, RootProbes;

  static {
    StaticParts.register();
  }

  pointcut probed(): Pointcuts.marked() && !Pointcuts.kotlin();

  after() returning: probed() && !Pointcuts.returnsStage() {
    Roots.exit(thisJoinPointStaticPart, null);
  }

  after() returning(Object result): probed() && Pointcuts.returnsStage() {
    Roots.exitWith(thisJoinPointStaticPart, result);
  }

  after() throwing(Throwable thrown): probed() {
    Roots.exit(thisJoinPointStaticPart, thrown);
  }

  before(): probed() {
    Roots.enter(thisJoinPointStaticPart, StaticParts.METHODS);
  }

  /** The join point, and with it an array of the arguments, is made only if they are wanted. */
  before(): probed() && if(Roots.wantsArguments(thisJoinPointStaticPart)) {
    Roots.arguments(thisJoinPointStaticPart, thisJoinPoint.getArgs());
  }
}
