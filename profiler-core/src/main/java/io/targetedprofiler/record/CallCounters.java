package io.targetedprofiler.record;

import java.util.HashMap;
import java.util.Map;

/**
 * What is counted of calls that leave the program, such as the rows that a statement changed; by
 * whatever stands for the call. Not in the nodes and rows themselves, most of which have none.
 */
final class CallCounters {

  private final Map<Object, Map<String, Long>> values = new HashMap<>();

  void add(Object call, String name, long value) {
    values.computeIfAbsent(call, c -> new HashMap<>()).merge(name, value, Long::sum);
  }

  void addAll(Object call, Map<String, Long> counters) {
    counters.forEach((name, value) -> add(call, name, value));
  }

  /** By name; empty if nothing was counted. */
  Map<String, Long> of(Object call) {
    return values.getOrDefault(call, Map.of());
  }
}
