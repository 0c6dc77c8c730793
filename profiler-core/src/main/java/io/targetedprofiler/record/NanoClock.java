package io.targetedprofiler.record;

/**
 * The clock of the recorder. An abstract class with a single implementation in production, so that
 * the JIT compiler binds the call statically; tests have a second one that they turn by hand.
 */
public abstract class NanoClock {

  /** The JVM's monotonic clock. */
  public static final NanoClock SYSTEM =
      new NanoClock() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }
      };

  /** Nanoseconds since an arbitrary origin; never goes back. */
  public abstract long nanoTime();
}
