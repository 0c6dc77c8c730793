package billing;

import io.targetedprofiler.aspect.ProfileCalls;
import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.annotation.Pointcut;

@Aspect
public class CallsWeCareAbout extends ProfileCalls {

  @Override
  @Pointcut("execution(public * billing..*Service.*(..))")
  protected void calls() {}
}
