package io.targetedprofiler;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a critical method or constructor, or all public methods of a type, as a root of profiling:
 * each outermost call yields one report with its exact call tree, and every call counts in the
 * meters.
 *
 * <p>Needs a woven module (see {@link Profiler#isWoven}). Every attribute can be overridden without
 * a rebuild by {@code profiler.target.<name>.<attribute>}. Durations are written {@code 250us},
 * {@code 5ms}, {@code 2s}; a malformed one is reported once on the logger {@code profiler}, and the
 * default holds.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.CONSTRUCTOR, ElementType.TYPE})
public @interface Profile {

  /**
   * The target's name in logs, meters and configuration; by default {@code SimpleClassName.method}.
   * On a type it stands in place of the class name, before the method's.
   */
  String value() default "";

  /** How much beneath the marked method is recorded. */
  Depth depth() default Depth.CALL_TREE;

  /** Period of the stack sampler, such as {@code 5ms}; empty for none. */
  String sampling() default "";

  /**
   * Only calls at least this slow, or failed, are reported; timers always count. Empty reports
   * every call. {@code p50} to {@code p99.9} means slower than that share of the target's recent
   * calls, which is known to 1 %; until a hundred calls have ended, or for p99.9 a thousand, every
   * call is reported. {@code slowest1} to {@code slowest100} means among so many slowest calls of
   * the target's current minute so far.
   */
  String threshold() default "";

  /** Whether the call's arguments stand in its report, except those marked {@link Redacted}. */
  boolean args() default false;

  /**
   * Tags of the timer {@code profiler.calls}, read from the arguments when the call begins: {@code
   * plan=#customer.plan} is what {@code plan()}, {@code getPlan()}, {@code isPlan()} or the field
   * {@code plan} of the argument {@code customer} says; paths may be longer, or the argument
   * itself. Values are texts, numbers, enums and the like; null is {@code none}. A tag has at most
   * 100 values, further ones are counted as {@code other}.
   */
  String[] tags() default {};

  /**
   * Whether the order of the calls is kept, for a waterfall; with {@link Depth#TOP_LEVEL} it is.
   */
  boolean timeline() default false;
}
