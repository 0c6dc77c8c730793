package io.targetedprofiler.record;

/** How long a call must take to be reported. Asked and told by many threads; never waits. */
public interface Threshold {

  /** In nanoseconds; 0 if every call is reported. May be another one next time. */
  long nanos();

  /** An outermost call has ended, reported or not, which took so long. */
  void ended(long nanos);

  /** One that is always the same. */
  static Threshold of(long nanos) {
    return new Fixed(nanos);
  }

  /**
   * One that is always the same.
   *
   * @param nanos 0 for every call
   */
  record Fixed(long nanos) implements Threshold {
    @Override
    public void ended(long ofCall) {}
  }
}
