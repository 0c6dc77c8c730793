package io.targetedprofiler.record;

/** How long a call must take to be reported. Asked and told by many threads; never waits long. */
public interface Threshold {

  /**
   * In nanoseconds; 0 if every call is reported. May be another one next time.
   *
   * @param atNanos now, by the clock of the call
   */
  long nanos(long atNanos);

  /**
   * An outermost call has ended, reported or not.
   *
   * @param nanos how long it took
   * @param atNanos when it ended, by its clock
   */
  void ended(long nanos, long atNanos);

  /** One that is always the same. */
  static Threshold of(long nanos) {
    return new Fixed(nanos);
  }

  /**
   * One that is always the same.
   *
   * @param ofAll 0 for every call
   */
  record Fixed(long ofAll) implements Threshold {
    @Override
    public long nanos(long atNanos) {
      return ofAll;
    }

    @Override
    public void ended(long nanos, long atNanos) {}
  }
}
