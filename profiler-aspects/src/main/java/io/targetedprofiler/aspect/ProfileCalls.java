package io.targetedprofiler.aspect;

import io.targetedprofiler.Roots;
import org.aspectj.lang.JoinPoint;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.AfterReturning;
import org.aspectj.lang.annotation.AfterThrowing;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.annotation.Before;
import org.aspectj.lang.annotation.DeclarePrecedence;
import org.aspectj.lang.annotation.Pointcut;
import org.jspecify.annotations.Nullable;

/**
 * Makes roots of profiling of methods that a pointcut names, as if they were marked: extend it in
 * the module that is woven, and name the executions. Those that are marked with {@link
 * io.targetedprofiler.Profile} keep their mark.
 *
 * <pre>{@code
 * @Aspect
 * public class CallsWeCareAbout extends ProfileCalls {
 *   @Pointcut("execution(public * com.acme..*Service.*(..))")
 *   protected void calls() {}
 * }
 * }</pre>
 *
 * <p>A target is called {@code SimpleClassName.method}, unless the configuration names the method.
 */
@Aspect
@DeclarePrecedence(
    "*, io.targetedprofiler.aspect.ProfileCalls+, io.targetedprofiler.aspect.InnerProbes,"
        + " io.targetedprofiler.aspect.KotlinProbes")
public abstract class ProfileCalls {

  static {
    StaticParts.register();
  }

  /** Made by the weaver. */
  protected ProfileCalls() {}

  /** Which calls: {@code execution} of methods or constructors. */
  @Pointcut
  protected abstract void calls();

  /** Those of them that are not marked. */
  @Pointcut(
      "calls() && (execution(* *(..)) || execution(*.new(..)))"
          + " && !io.targetedprofiler.aspect.Pointcuts.marked()"
          + " && !io.targetedprofiler.aspect.Pointcuts.optedOut()")
  protected void chosen() {}

  /** Where after advice is not enough: see {@link RootProbes}. */
  @Pointcut(
      "io.targetedprofiler.aspect.Pointcuts.kotlin()"
          + " || io.targetedprofiler.aspect.Pointcuts.returnsPublisher()")
  protected void wrapped() {}

  /** A call returns. */
  @AfterReturning(
      "chosen() && !io.targetedprofiler.aspect.Pointcuts.returnsStage()" + " && !wrapped()")
  public final void returned(JoinPoint.StaticPart part) {
    Roots.exit(DemotedPart.originalOf(part), null);
  }

  /** A call returns what may be completed later. */
  @AfterReturning(
      pointcut =
          "chosen() && io.targetedprofiler.aspect.Pointcuts.returnsStage()" + " && !wrapped()",
      returning = "stage")
  public final void returnedStage(JoinPoint.StaticPart part, @Nullable Object stage) {
    Roots.exitWith(DemotedPart.originalOf(part), stage);
  }

  /** A call throws. */
  @AfterThrowing(pointcut = "chosen() && !wrapped()", throwing = "thrown")
  public final void threw(JoinPoint.StaticPart part, Throwable thrown) {
    Roots.exit(DemotedPart.originalOf(part), thrown);
  }

  /** A call begins. */
  @Before("chosen() && !wrapped()")
  public final void begins(JoinPoint call) {
    enter(call);
  }

  /** A call of a method that cannot do with the others. */
  @Around("chosen() && wrapped()")
  public final @Nullable Object around(ProceedingJoinPoint call) throws Throwable {
    JoinPoint.StaticPart site = enter(call);
    Object result;
    try {
      result = call.proceed();
    } catch (Throwable thrown) {
      Roots.exit(site, thrown);
      throw thrown;
    }
    return Roots.exitReturning(site, result, StaticParts.RETURN_TYPES);
  }

  private static JoinPoint.StaticPart enter(JoinPoint call) {
    JoinPoint.StaticPart site = StaticParts.claim(call.getStaticPart());
    Roots.enter(site, StaticParts.METHODS);
    if (Roots.wantsArguments(site)) {
      Roots.arguments(site, call.getArgs());
    }
    return site;
  }
}
