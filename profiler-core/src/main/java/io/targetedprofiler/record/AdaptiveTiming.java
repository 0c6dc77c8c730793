package io.targetedprofiler.record;

/**
 * Times as fully as a budget allows: all calls while their probes cost no more than a share of the
 * profiled call's own time; thinned, see {@link ThinnedTiming}, where they would; where even that
 * is too much, the probes of tiny methods are switched off, see {@link SiteDemotion}; and where
 * that would be too much as well, inner methods are not recorded, see {@link Suspension}.
 */
public final class AdaptiveTiming implements TimingPolicy {

  private final TimingPolicy thinned;
  private final double budget;
  private final SiteDemotion demotion;
  private final Suspension suspension;

  /**
   * A policy for one target.
   *
   * @param thinned how calls are thinned once they have to be
   * @param budget what the profiler may add to a profiled call, as a share of the call's own time:
   *     0.2 for a fifth
   * @param demotion switches probes off; shared by all targets
   */
  public AdaptiveTiming(TimingPolicy thinned, double budget, SiteDemotion demotion) {
    this.thinned = thinned;
    this.budget = budget;
    this.demotion = demotion;
    this.suspension = new Suspension(budget);
  }

  @Override
  public boolean mayThin() {
    return true;
  }

  @Override
  public boolean mayTimeAll() {
    return true;
  }

  @Override
  public int stride(long timedCalls, long recentNanos, double relativeVariance) {
    return thinned.stride(timedCalls, recentNanos, relativeVariance);
  }

  @Override
  public boolean affords(long costNanos, long wallNanos) {
    return costNanos <= budget * (wallNanos - costNanos);
  }

  @Override
  public boolean wantsCensus() {
    return demotion.isIdle();
  }

  @Override
  public void overspent(PathCensus paths) {
    if (!suspension.answers(paths.takenNanos())) {
      demotion.consider(paths, budget);
    }
  }

  @Override
  public boolean recordsInner() {
    return suspension.isOff();
  }

  @Override
  public void lastRecorded(long pairs, long recordedNanos) {
    suspension.lastRecorded(pairs, recordedNanos);
  }

  @Override
  public void passed(long pairs, long recordedNanos, long wallNanos, long nanoTime) {
    suspension.passed(pairs, recordedNanos, wallNanos, nanoTime);
  }

  @Override
  public void review(long nanoTime) {
    demotion.review(nanoTime);
  }

  @Override
  public DemotedSites demoted() {
    return demotion.sites();
  }
}
