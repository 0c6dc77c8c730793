package io.targetedprofiler.examples.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What we say of our cost, checked against one run: each claim with its limit and the figure that
 * was measured. A claim whose rows are not in the run is left out.
 */
final class Claims {

  private static final String TREE = "CallTreeBenchmark";
  private static final String LEAVES = "TinyLeavesBenchmark";
  private static final String ROOT = "RootBenchmark";
  private static final String PAUSED_ROOT = "PausedRootBenchmark";
  private static final String HAND_OVER = "HandOverBenchmark";
  private static final String NO_HAND_OVER = "OutsideHandOverBenchmark";
  private static final String ONE_THREAD = "ScalingBenchmark.OneThread";
  private static final String TWO_THREADS = "ScalingBenchmark.TwoThreads";

  private static final double FAR_BELOW = 5;
  private static final double BELOW = 1;

  private static final double MAX_ROOT_NANOS = 3_000;

  private final List<Group> groups;
  private final List<Claim> claims = new ArrayList<>();

  /**
   * One claim.
   *
   * @param text what is compared
   * @param measured its figure
   * @param isMaximum whether the limit is the most or the least that it may be
   * @param limit in the figure's unit
   */
  record Claim(String text, double measured, boolean isMaximum, double limit) {

    boolean holds() {
      return isMaximum ? measured <= limit : measured >= limit;
    }
  }

  private Claims(List<Row> rows) {
    this.groups = Group.of(rows);
  }

  /** All claims of which a run knows the figures. */
  static List<Claim> of(List<Row> rows) {
    Claims claims = new Claims(rows);
    claims.ofPeers();
    claims.ofOurs();
    claims.ofRoots();
    claims.ofThreads();
    claims.ofHandOvers();
    return claims.claims;
  }

  /** The claims, one a line. */
  static String render(List<Claim> claims) {
    StringBuilder text = new StringBuilder();
    for (Claim claim : claims) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-72s%12s %s %-8s  %s%n",
              claim.text,
              Table.figure(claim.measured, 2),
              claim.isMaximum ? "<=" : ">=",
              Table.figure(claim.limit, 2),
              claim.holds() ? "holds" : "DOES NOT HOLD"));
    }
    return text.toString();
  }

  private void ofPeers() {
    for (String peer :
        List.of("micrometerTimed", "timerNinja", "openTelemetry", "jfrMethodTrace")) {
      peer(peer, FAR_BELOW);
    }
    for (String peer :
        List.of("micrometerObserved", "perf4j", "javaSimon", "jfrEvent", "jfrMethodTiming")) {
      peer(peer, BELOW);
    }
  }

  private void peer(String row, double factor) {
    atLeast(TREE + ": " + row + ", x active", group(TREE).ratio(row, Row.ACTIVE), factor);
  }

  private void ofOurs() {
    atMost(
        LEAVES + ": activeThinned, x clock pair",
        group(LEAVES).ratio("activeThinned", Row.CLOCK_PAIR),
        0.25);
    atMost(
        LEAVES + ": activeThinned, B per call",
        Math.floor(group(LEAVES).figure("activeThinned", Row::bytes)),
        0);
    for (Group group : groups) {
      atMost(group.name() + ": idle, ns above baseline", group.above("idle", Row::nanos), 1);
    }
  }

  private void ofRoots() {
    for (String root : List.of(ROOT, PAUSED_ROOT)) {
      atMost(
          root + ": suppressed, x micrometerTimed",
          group(root).ratio("suppressed", "micrometerTimed"),
          1);
      atMost(
          root + ": handedOver, ns above baseline",
          group(root).above("handedOver", Row::nanos),
          MAX_ROOT_NANOS);
      atMost(
          root + ": handedOver, CPU ns of the caller's thread above baseline",
          group(root).above("handedOver", Row::cpuNanos),
          MAX_ROOT_NANOS);
    }
  }

  private void ofThreads() {
    atMost(
        "ScalingBenchmark: active, CPU time at two threads, x that at one",
        group(TWO_THREADS).above(Row.ACTIVE, Row::cpuNanos)
            / group(ONE_THREAD).above(Row.ACTIVE, Row::cpuNanos),
        1.15);
  }

  private void ofHandOvers() {
    atMost(
        HAND_OVER + ": inside, ns above baseline",
        group(HAND_OVER).above("inside", Row::nanos),
        1_000);
    for (String row : List.of("outside", "bystander")) {
      atMost(
          NO_HAND_OVER + ": " + row + ", ns above baseline",
          group(NO_HAND_OVER).above(row, Row::nanos),
          5);
    }
  }

  private Group group(String name) {
    return groups.stream()
        .filter(group -> group.name().equals(name))
        .findFirst()
        .orElse(new Group(name, List.of()));
  }

  private void atMost(String text, double measured, double limit) {
    add(new Claim(text, measured, true, limit));
  }

  private void atLeast(String text, double measured, double limit) {
    add(new Claim(text, measured, false, limit));
  }

  private void add(Claim claim) {
    if (Double.isFinite(claim.measured)) {
      claims.add(claim);
    }
  }
}
