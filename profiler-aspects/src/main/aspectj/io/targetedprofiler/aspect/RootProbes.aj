package io.targetedprofiler.aspect;

import io.targetedprofiler.Roots;

/** The probe of every marked method: begins and ends a profiled call, or a nested one. */
aspect RootProbes {

  declare precedence: *, RootProbes;

  static {
    StaticParts.register();
  }

  /** Where after advice is not enough: {@link KotlinProbes} says why, or it is the result that has to be replaced. */
  pointcut wrapped(): Pointcuts.marked() && (Pointcuts.kotlin() || Pointcuts.returnsPublisher());

  pointcut probed(): Pointcuts.marked() && !Pointcuts.kotlin() && !Pointcuts.returnsPublisher();

  Object around(): wrapped() {
    Roots.enter(thisJoinPointStaticPart, StaticParts.METHODS);
    if (Roots.wantsArguments(thisJoinPointStaticPart)) {
      Roots.arguments(thisJoinPointStaticPart, thisJoinPoint.getArgs());
    }
    Object result;
    try {
      result = proceed();
    } catch (Throwable thrown) {
      Roots.exit(thisJoinPointStaticPart, thrown);
      throw StaticParts.<RuntimeException>unchecked(thrown);
    }
    return Roots.exitReturning(thisJoinPointStaticPart, result, StaticParts.RETURN_TYPES);
  }

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
