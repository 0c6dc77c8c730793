package io.targetedprofiler.record;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * Switches off the probes of methods so tiny that even counting their calls costs too much, the
 * costliest first and only as many as a budget demands. Their time stays in their caller's own, and
 * every report names them. After a while all are switched on again, to see whether the load still
 * demands it: at first after ten seconds, when the JIT compiler has settled; as long as it does,
 * each time after twice as long, up to an hour.
 *
 * <p>A handful of methods make most of the calls of a dense program, so few have to go. Sites are
 * held weakly: who switches none on again for an hour must not keep an application that is unloaded
 * meanwhile. Safe for use by many threads: decisions are made by one job at a time, on a thread of
 * the profiler.
 */
public final class SiteDemotion {

  /** A method that takes longer is worth its probe. */
  static final double TINY_NANOS = 300;

  /** So often must a method have been called before it is judged. */
  static final long ENOUGH_CALLS = 1_000;

  static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
  static final long MAX_PATIENCE_NANOS = TimeUnit.HOURS.toNanos(1);

  /** Aims below the budget, so that a small change of load needs no further demotion. */
  private static final double AIM = 0.5;

  /** A window of observation ends after so much time of profiled calls. */
  private static final double WINDOW_NANOS = 50_000_000;

  private final Weaver weaver;
  private final Predicate<Object> exempt;
  private final Executor executor;
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile DemotedSites demoted = new DemotedSites(List.of());

  /** When to switch all on again; {@link Long#MAX_VALUE} if none is off. */
  private volatile long reviewNanos = Long.MAX_VALUE;

  // Only the job that holds busy uses these.
  private final Map<Object, MethodCost> methods = new WeakHashMap<>();
  private final Set<Object> immovable = Collections.newSetFromMap(new WeakHashMap<>());
  private double ownNanos;
  private long patienceNanos = PATIENCE_NANOS;
  private long restoredNanos;
  private boolean restoredBefore;

  /** What is known of the calls of one method within the window. */
  private static final class MethodCost {
    final WeakReference<Object> site;
    long calls;
    double nanos;
    double costNanos;

    MethodCost(Object site) {
      this.site = new WeakReference<>(site);
    }

    boolean isTiny() {
      return calls >= ENOUGH_CALLS && nanos < TINY_NANOS * calls;
    }

    double costNanos() {
      return costNanos;
    }
  }

  /**
   * Nothing is demoted yet.
   *
   * @param weaver switches probes off and on
   * @param exempt sites that are never demoted
   * @param executor runs a job on a thread of the profiler, or drops it
   */
  public SiteDemotion(Weaver weaver, Predicate<Object> exempt, Executor executor) {
    this.weaver = weaver;
    this.exempt = exempt;
    this.executor = executor;
  }

  /** The sites that are switched off now. */
  DemotedSites sites() {
    return demoted;
  }

  /** Whether a census would be looked at. */
  boolean isIdle() {
    return !busy.get();
  }

  /** Looks at a call that cost more than its budget; soon, and not on this thread. */
  void consider(PathCensus paths, double budget) {
    run(() -> judge(paths, budget));
  }

  /** Switches all on again if it is time to. */
  void review(long nanoTime) {
    long due = reviewNanos;
    if (due != Long.MAX_VALUE && nanoTime - due >= 0) {
      run(() -> restore(nanoTime));
    }
  }

  private void run(Runnable job) {
    if (busy.compareAndSet(false, true)) {
      try {
        executor.execute(
            () -> {
              try {
                job.run();
              } finally {
                busy.set(false);
              }
            });
      } catch (RuntimeException | Error e) {
        busy.set(false);
      }
    }
  }

  private void judge(PathCensus paths, double budget) {
    observe(paths);
    double left = methods.values().stream().mapToDouble(MethodCost::costNanos).sum();
    double room = AIM * budget * ownNanos;
    List<MethodCost> tiny = new ArrayList<>(methods.values());
    tiny.removeIf(method -> !method.isTiny());
    tiny.sort(Comparator.comparingDouble(MethodCost::costNanos).reversed());
    List<Object> chosen = new ArrayList<>();
    for (MethodCost method : tiny) {
      if (left <= room) {
        break;
      }
      Object site = method.site.get();
      if (site != null && !isFixed(site)) {
        chosen.add(site);
        left -= method.costNanos;
      }
    }
    if (!chosen.isEmpty()) {
      demote(chosen, paths.takenNanos());
      forget();
    } else if (ownNanos > WINDOW_NANOS) {
      forget();
    }
  }

  private boolean isFixed(Object site) {
    return immovable.contains(site) || exempt.test(site);
  }

  private void observe(PathCensus paths) {
    ownNanos += paths.ownNanos();
    paths.forEach(
        path -> {
          Object site = path.site();
          if (!demoted.contains(site)) {
            MethodCost method = methods.computeIfAbsent(site, MethodCost::new);
            method.calls += path.calls();
            method.nanos += path.nanos();
            method.costNanos += paths.costOf(path);
          }
        });
  }

  private void demote(List<Object> chosen, long now) {
    if (demoted.isEmpty()) {
      boolean again = restoredBefore && now - restoredNanos < PATIENCE_NANOS;
      patienceNanos = again ? Math.min(MAX_PATIENCE_NANOS, 2 * patienceNanos) : PATIENCE_NANOS;
      reviewNanos = now + patienceNanos;
    }
    List<Object> sites = new ArrayList<>(demoted.inUse());
    sites.addAll(chosen);
    turnTo(sites); // first: a recorder that misses an exit looks here
    for (Object site : chosen) {
      if (!weaver.switchOff(site)) {
        immovable.add(site);
      }
    }
    if (sites.removeIf(immovable::contains)) {
      turnTo(sites);
    }
  }

  private void turnTo(List<Object> sites) {
    demoted = demoted.replacedBy(sites);
  }

  private void restore(long now) {
    demoted.inUse().forEach(weaver::switchOn);
    turnTo(List.of());
    reviewNanos = Long.MAX_VALUE;
    restoredNanos = now;
    restoredBefore = true;
    forget();
  }

  private void forget() {
    methods.clear();
    ownNanos = 0;
  }
}
