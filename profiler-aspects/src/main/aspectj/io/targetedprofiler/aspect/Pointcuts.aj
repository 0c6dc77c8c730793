package io.targetedprofiler.aspect;

import io.targetedprofiler.NoProfile;
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
   * Every other method with a body. Means {@code execution(* *(..)) && !marked() && !optedOut()}, but ajc tests a
   * probe's gate once for each way in which a method can match: here there is only one, and half the bytecode.
   */
  pointcut inner():
      execution(* *(..))
      && !execution(@Profile * *(..))
      && (!within(@Profile *) || within(@Profile *) && !execution(public * (@Profile *).*(..)))
      && !optedOut()
      && !accessor();

  pointcut accessor():
      execution(!void get*())
      || execution(boolean is*())
      || execution(* set*(*))
      || execution(boolean equals(Object))
      || execution(int hashCode())
      || execution(int compareTo(*))
      || execution(int size())
      || execution(boolean isEmpty());

  /**
   * Code that the Kotlin compiler made, which has probes of its own: {@link KotlinProbes}.
   */
  pointcut kotlin(): within(@kotlin.Metadata *);
}
