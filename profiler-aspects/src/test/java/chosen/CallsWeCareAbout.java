package chosen;

import io.targetedprofiler.aspect.ProfileCalls;
import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.annotation.Pointcut;

/** As a user writes it. */
@Aspect
public class CallsWeCareAbout extends ProfileCalls {

  @Override
  @Pointcut(
      "execution(public * chosen.Stock*.*(..)) || execution(chosen.Stock.new(..))"
          + " || execution(* chosen.Stock.Shelf.*(..))")
  protected void calls() {}
}
