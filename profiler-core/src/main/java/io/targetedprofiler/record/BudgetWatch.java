package io.targetedprofiler.record;

/**
 * Watches what the probes of a thread's calls cost beside the calls' own time, and decides when
 * less is to be timed: within a call that is long, and from one call to the next. Confined to the
 * thread of its recorder.
 */
final class BudgetWatch {

  private static final long NEVER = Long.MAX_VALUE / 2;

  /**
   * Once its target is to be left alone, a call is recorded to its end only if that comes before it
   * has lasted so long.
   */
  private static final long WORTH_ITS_END_NANOS = 500_000_000;

  /** When it first looks at a call; from then on each time after twice as long. */
  private static final long FIRST_CHECK_NANOS = 2_000_000;

  /** But after no longer than this. */
  private static final long MAX_CHECK_NANOS = 128_000_000;

  /** So long thinned timing is tried within a call before it is judged: it has to adapt first. */
  private static final long TRIAL_NANOS = 64_000_000;

  /**
   * What counting a call may cost in a dense program, 17 to 21 ns in H2. What is calibrated is the
   * least: the probes with all caches and branch predictors to themselves.
   */
  private static final long LIKELY_NANOS = 20;

  private final TimingPolicy policy;
  private final PathNode root;
  private final boolean watches;

  /** Whether calls are thinned now; from one call to the next as the last one ended. */
  private boolean thinning;

  /** Of the last call that recorded inner methods; negative if there was none. */
  private long lastPairs = -1;

  /** For how long it did, if not to its end; else 0. */
  private long lastRecordedNanos;

  private long startNanos;
  private long checkAfterNanos;

  // When the present way of timing began within this call, and what it had come to by then.
  private long sinceNanos;
  private long costBefore;
  private long callsBefore;

  BudgetWatch(TimingPolicy policy, PathNode root) {
    this.policy = policy;
    this.root = root;
    this.watches = policy.mayThin() && policy.mayTimeAll();
    this.thinning = !policy.mayTimeAll();
  }

  /** Begins with what another one of the same target knew. */
  BudgetWatch(BudgetWatch other) {
    this.policy = other.policy;
    this.root = other.root;
    this.watches = other.watches;
    this.thinning = other.thinning;
    this.lastPairs = other.lastPairs;
    this.lastRecordedNanos = other.lastRecordedNanos;
  }

  boolean isThinning() {
    return thinning;
  }

  /** A call begins; returns when it is to be checked. */
  long begin(long now) {
    startNanos = now;
    checkAfterNanos = watches ? FIRST_CHECK_NANOS : NEVER;
    judgeFrom(now, 0, 0);
    return now + checkAfterNanos;
  }

  private void judgeFrom(long now, long costNanos, long calls) {
    sinceNanos = now;
    costBefore = costNanos;
    callsBefore = calls;
  }

  /**
   * Whether the call, still under way, costs more than it may, and what to do about it.
   *
   * @param costNanos what its probes have cost so far
   * @param cost what each of them does
   * @return when it is to be checked again
   */
  long check(long now, long costNanos, ProbeCost cost) {
    boolean affordable = affords(now, costNanos);
    if (affordable || thinning) {
      checkAfterNanos = Math.min(MAX_CHECK_NANOS, 2 * checkAfterNanos);
      if (!affordable) {
        overspend(now, costNanos, cost);
      }
    } else {
      thinning = true;
      judgeFrom(now, costNanos, root.callsBeneath());
      checkAfterNanos = TRIAL_NANOS;
    }
    if (policy.recordsInner()) {
      return now + checkAfterNanos;
    }
    return isWorthItsEnd(now) ? startNanos + WORTH_ITS_END_NANOS : now + NEVER;
  }

  /** Whether the call is not to be recorded to its end. */
  boolean leavesAlone(long now) {
    return !policy.recordsInner() && !isWorthItsEnd(now);
  }

  private boolean isWorthItsEnd(long now) {
    return now - startNanos < WORTH_ITS_END_NANOS;
  }

  /**
   * Whether the present way of timing keeps to the budget: by the calibrated cost; in a long call,
   * whose tree is large by now, by what that may be, too.
   */
  private boolean affords(long now, long costNanos) {
    long wall = now - sinceNanos;
    return policy.affords(costNanos - costBefore, wall)
        && (isWorthItsEnd(now)
            || policy.affords(LIKELY_NANOS * (root.callsBeneath() - callsBefore), wall));
  }

  private void overspend(long now, long costNanos, ProbeCost cost) {
    if (policy.wantsCensus()) {
      policy.overspent(PathCensus.of(root, now - startNanos, costNanos, cost, now));
    }
  }

  /** The call has ended, and its tree is still there; returns whether it kept to its budget. */
  boolean review(long now, long costNanos, ProbeCost cost) {
    if (!watches) {
      return true;
    }
    policy.review(now);
    if (thinning && isTried(now) && !affords(now, costNanos)) {
      overspend(now, costNanos, cost);
    }
    return policy.affords(costNanos, now - startNanos);
  }

  private boolean isTried(long now) {
    return sinceNanos == startNanos || now - sinceNanos >= TRIAL_NANOS;
  }

  /**
   * Decides how the next call begins after one that recorded inner methods.
   *
   * @param affordable whether that kept to its budget
   * @param pairs how many pairs of probes it had
   * @param recordedNanos for how long it recorded them, if not to its end; else 0
   * @param ownNanos its time without their cost
   */
  void settle(boolean affordable, long pairs, long recordedNanos, long ownNanos, ProbeCost cost) {
    if (watches) {
      lastPairs = pairs;
      lastRecordedNanos = recordedNanos;
      if (!policy.recordsInner()) {
        policy.lastRecorded(pairs, recordedNanos);
      }
      thinning = !affordable || (thinning && !affordsTimingAll(pairs, ownNanos, cost));
    }
  }

  /** With some reserve, so that calls of about the same size are all timed in the same way. */
  private boolean affordsTimingAll(long pairs, long ownNanos, ProbeCost cost) {
    long reserved = Math.round(2 * cost.timedNanos() * pairs);
    return policy.affords(reserved, ownNanos + reserved);
  }

  /** A call has ended that was left alone from its begin. */
  void passed(long wallNanos, long now) {
    if (watches) {
      policy.passed(lastPairs, lastRecordedNanos, wallNanos, now);
    }
  }
}
