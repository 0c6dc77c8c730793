package io.targetedprofiler.record;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The last step of a budget that is kept: whether a target's calls record inner methods at all.
 *
 * <p>Where a program makes a woven call every few nanoseconds, even probes that are switched off
 * cost more than the budget: they stand in the way of the JIT compiler. Then the target's calls
 * record marked methods and outside calls only, and say so.
 *
 * <p>How dense a program is, it tells only when left alone: what its probes take from it cannot be
 * told from what it takes itself, least of all while it is being compiled anew because its probes
 * were reached for the first time. So the first time that a target costs too much although it is
 * thinned, its inner methods are not recorded for ten seconds; what its calls take then decides.
 * What is decided holds for a minute, and if it is decided again right after, for twice as long
 * each time, up to an hour.
 *
 * <p>Safe for use by many threads, which while nothing is due only read.
 */
final class Suspension {

  /**
   * What a pair of probes costs that records nothing while the gate is open, in nanoseconds. Up to
   * twice as much was seen in H2.
   */
  static final double PRESENCE_NANOS = 2;

  /** Within so much time the JIT compiler has settled. */
  static final long SETTLING_NANOS = TimeUnit.SECONDS.toNanos(10);

  static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(1);
  static final long MAX_PATIENCE_NANOS = TimeUnit.HOURS.toNanos(1);

  /** So many calls more must be of one opinion than of the other. */
  private static final int MAJORITY = 5;

  private enum State {
    /** Not known to be too dense. */
    FREE,
    /** Left alone, to see. */
    OBSERVED,
    /** Found not to be too dense. */
    ACQUITTED,
    /** Found to be too dense. */
    SUSPENDED
  }

  /** A call that recorded inner methods: how many, and for how long if not to its end. */
  private record Recorded(long pairs, long nanos) {}

  private final double budget;
  private final AtomicInteger opinions = new AtomicInteger();
  private final Object lock = new Object();

  /**
   * Of whichever thread, at first one too dense to be told: for calls of one that never recorded
   * any, as each new thread's.
   */
  private volatile Recorded lastRecorded = new Recorded(0, Long.MAX_VALUE);

  private volatile State state = State.FREE;

  /** When the state is to be looked at again. */
  private volatile long dueNanos;

  // Under the lock.
  private long patienceNanos = PATIENCE_NANOS;
  private boolean isDecided;

  /**
   * Not suspended.
   *
   * @param budget as a share of the call's own time
   */
  Suspension(double budget) {
    this.budget = budget;
  }

  /** Whether a call that begins now may record inner methods. */
  boolean isOff() {
    State known = state;
    return known == State.FREE || known == State.ACQUITTED;
  }

  /**
   * A call costs too much although it is thinned.
   *
   * @return whether this is the answer to it; if not, other means may help
   */
  boolean answers(long now) {
    if (state == State.ACQUITTED && now - dueNanos < 0) {
      return false;
    }
    synchronized (lock) {
      if (isOff()) {
        boolean again = isDecided && now - dueNanos < PATIENCE_NANOS;
        patienceNanos = again ? Math.min(MAX_PATIENCE_NANOS, 2 * patienceNanos) : PATIENCE_NANOS;
        turn(State.OBSERVED, now + SETTLING_NANOS);
      }
    }
    return true;
  }

  /** A call ended that had recorded inner methods; see {@link TimingPolicy#lastRecorded}. */
  void lastRecorded(long pairs, long recordedNanos) {
    lastRecorded = new Recorded(pairs, recordedNanos);
  }

  /** A call ended that recorded no inner methods; see {@link TimingPolicy#passed}. */
  void passed(long pairs, long recordedNanos, long wallNanos, long now) {
    if (now - dueNanos < 0) {
      return;
    }
    State known = state;
    if (known == State.SUSPENDED) {
      synchronized (lock) {
        if (state == State.SUSPENDED) {
          turn(State.FREE, now);
        }
      }
    } else if (known == State.OBSERVED) {
      Recorded last = lastRecorded;
      boolean tooDense =
          pairs >= 0
              ? isTooDense(pairs, recordedNanos, wallNanos)
              : isTooDense(last.pairs, last.nanos, wallNanos);
      int opinion = tooDense ? opinions.incrementAndGet() : opinions.decrementAndGet();
      if (Math.abs(opinion) >= MAJORITY) {
        decide(tooDense ? State.SUSPENDED : State.ACQUITTED, now);
      }
    }
  }

  /**
   * Whether the probes of a call that was left alone would have cost too much: as many as an
   * earlier one had; if that was not recorded to its end, as many for its time. Certainly, if what
   * was recorded of it took longer than this whole call: then the probes had slowed it down.
   */
  private boolean isTooDense(long pairs, long recordedNanos, long wallNanos) {
    if (recordedNanos > wallNanos) {
      return true;
    }
    double within = recordedNanos == 0 ? pairs : (double) pairs * wallNanos / recordedNanos;
    return PRESENCE_NANOS * within > budget * wallNanos;
  }

  private void decide(State verdict, long now) {
    synchronized (lock) {
      if (state == State.OBSERVED) {
        isDecided = true;
        turn(verdict, now + patienceNanos);
      }
    }
  }

  /** The due time first: whoever sees the state must not see an earlier one. */
  private void turn(State to, long due) {
    opinions.set(0);
    dueNanos = due;
    state = to;
  }
}
