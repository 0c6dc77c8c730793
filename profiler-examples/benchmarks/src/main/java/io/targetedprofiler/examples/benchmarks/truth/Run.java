package io.targetedprofiler.examples.benchmarks.truth;

import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallTree;
import io.targetedprofiler.model.Frame;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What came of one run.
 *
 * @param plan what was to be done
 * @param pace what nominal times took meanwhile
 * @param unwovenNanos what the unwoven tree took
 * @param tree what the profiler says of the woven one
 */
record Run(Plan plan, Plan.Pace pace, long unwovenNanos, CallTree tree) {

  /** How many times longer the unwoven tree took than its calls together, by the pace. */
  double slowdown() {
    double nanos = 0;
    for (KnownMethod method : KnownMethod.ALL) {
      nanos += plan.nanos(method.name(), pace);
    }
    return unwovenNanos / nanos;
  }

  /**
   * The report beside the truth, in the order of {@link KnownMethod#ALL}.
   *
   * @param slowdown how many times longer than the pace says everything truly takes
   * @throws IllegalStateException if the report has a call path that the known tree has not
   */
  List<Observation> observations(double slowdown) {
    Map<String, CallNode> nodes = new HashMap<>();
    collect(tree.root(), nodes);
    Set<String> blurred = new HashSet<>();
    for (Frame demoted : tree.demoted()) {
      blurred.add(demoted.method());
      blurred.add(KnownMethod.callerOf(demoted.method()));
    }
    Map<String, Double> beneath = new HashMap<>();
    List<Observation> observations = new ArrayList<>();
    List<KnownMethod> calleesFirst = new ArrayList<>(KnownMethod.ALL);
    Collections.reverse(calleesFirst);
    for (KnownMethod method : calleesFirst) {
      String name = method.name();
      double self = slowdown * plan.nanos(name, pace);
      double total = self + beneath.getOrDefault(name, 0.0);
      method.caller().ifPresent(caller -> beneath.merge(caller, total, Double::sum));
      observations.add(
          observation(
              name, plan.calls(name), self, total, nodes.get(name), blurred.contains(name)));
    }
    Collections.reverse(observations);
    return observations;
  }

  private static Observation observation(
      String name,
      long calls,
      double self,
      double total,
      @Nullable CallNode node,
      boolean blurred) {
    return node == null
        ? new Observation(name, calls, 0, self, 0, total, 0, 0, false, blurred)
        : new Observation(
            name,
            calls,
            node.calls(),
            self,
            node.selfNanos(),
            total,
            node.totalNanos(),
            node.standardErrorNanos(),
            node.isEstimated(),
            blurred);
  }

  private static void collect(CallNode node, Map<String, CallNode> nodes) {
    if (nodes.put(node.frame().method(), node) != null) {
      throw new IllegalStateException(node.frame().label() + " on two call paths");
    }
    for (CallNode child : node.children()) {
      if (!KnownMethod.callerOf(child.frame().method()).equals(node.frame().method())) {
        throw new IllegalStateException(child.frame().label() + " beneath " + node.frame().label());
      }
      collect(child, nodes);
    }
  }
}
