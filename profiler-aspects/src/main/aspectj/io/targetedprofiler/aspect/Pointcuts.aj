package io.targetedprofiler.aspect;

import io.targetedprofiler.NoProfile;
import io.targetedprofiler.Probe;
import io.targetedprofiler.Profile;

/** Which methods get which probe. Holds no advice. */
final class Pointcuts {

  private Pointcuts() {}

  /** Methods and types that stay out of every call tree; and our own. */
  pointcut optedOut():
      within(@NoProfile *)
      || execution(@NoProfile * *(..))
      || execution(@NoProfile *.new(..))
      || within(io.targetedprofiler.aspect..*);

  /** Marked methods and constructors, and the public methods of marked types. */
  pointcut marked():
      (execution(@Profile * *(..))
        || execution(@Profile *.new(..))
        || execution(public * (@Profile *).*(..)) && within(@Profile *))
      && !optedOut();

  /**
   * Methods that are named like accessors. They are many, tiny and called most, so their probes would cost the most and
   * tell the least: the measurements stand in RATIONALE. Weaving sees no further than the name.
   */
  pointcut accessor():
      execution(!void get*()) && !execution(* get())
      || execution(boolean is*())
      || execution(void set*(*))
      || execution(boolean equals(Object))
      || execution(int hashCode())
      || execution(int compareTo(*))
      || execution(int size());

  /**
   * Methods whose result is replaced by one that tells of its end. Named by patterns, since most programs have no Reactor;
   * each fits one type only.
   */
  pointcut returnsPublisher():
      execution(reactor.core.publisher.M*ono *(..))
      || execution(reactor.core.publisher.F*lux *(..))
      || execution(org.reactivestreams.Publ*isher *(..));

  /**
   * Every other method with a body. Means {@code execution(* *(..)) && !marked() && !optedOut()}, and no accessor unless it
   * or its type is marked with {@code @Probe}; but ajc tests a probe's gate once for each way in which a method can match:
   * here there is only one, and half the bytecode.
   */
  pointcut inner():
      execution(* *(..))
      && !execution(@Profile * *(..))
      && (!within(@Profile *) || within(@Profile *) && !execution(public * (@Profile *).*(..)))
      && (!accessor()
        || accessor() && within(@Probe *)
        || accessor() && !within(@Probe *) && execution(@Probe * *(..)))
      && !optedOut();

  /** What such a method does may be over only when that is completed. */
  pointcut returnsStage(): execution(java.util.concurrent.CompletionStage+ *(..));

  /**
   * Code that the Kotlin compiler made, which has probes of its own: {@link KotlinProbes}.
   */
  pointcut kotlin(): within(@kotlin.Metadata *);
}
