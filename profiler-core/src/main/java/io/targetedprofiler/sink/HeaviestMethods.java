package io.targetedprofiler.sink;

import io.targetedprofiler.model.MethodTotals;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Chooses the methods that deserve a series of their own: those with the most self time so far.
 *
 * <p>Why self time: it parts a call's time without overlap, so the chosen methods explain as much
 * of it as that many can. By total time a chain of thin wrappers around one slow method would take
 * all the places.
 *
 * <p>Why a newcomer must be more than twice as heavy as the one it replaces: with less, two methods
 * of about the same weight would take turns, and each turn is a new series for the metrics store to
 * keep. So a place changes hands at most as often as its time can double.
 *
 * <p>Only so many methods are watched. Beyond that the lighter half of those without a place is
 * forgotten, and such a method starts again from nothing.
 */
final class HeaviestMethods {

  static final int MAX_WATCHED = 1_000;

  private final int places;
  private final Map<String, Long> selfNanos = new HashMap<>();
  private final Set<String> chosen = new HashSet<>();

  HeaviestMethods(int places) {
    this.places = places;
  }

  boolean contains(String method) {
    return chosen.contains(method);
  }

  /**
   * Adds the flat profile of one call and chooses anew.
   *
   * @return the methods that had to leave
   */
  List<String> add(List<MethodTotals> profile) {
    List<String> candidates = new ArrayList<>();
    for (MethodTotals totals : profile) {
      String method = totals.method();
      // The rest has its series already, and a method that is called so shares it.
      if (!method.equals(MicrometerMeters.OTHER)) {
        selfNanos.merge(method, Math.max(0, totals.selfNanos()), Long::sum);
        if (!chosen.contains(method)) {
          candidates.add(method);
        }
      }
    }
    List<String> left = new ArrayList<>();
    candidates.sort(Comparator.comparingLong(this::weight).reversed());
    candidates.forEach(candidate -> choose(candidate, left));
    forgetTheLightest();
    return left;
  }

  int watched() {
    return selfNanos.size();
  }

  private void choose(String candidate, List<String> left) {
    if (chosen.size() >= places) {
      String lightest = Collections.min(chosen, Comparator.comparingLong(this::weight));
      if (weight(candidate) - weight(lightest) <= weight(lightest)) {
        return;
      }
      chosen.remove(lightest);
      left.add(lightest);
    }
    chosen.add(candidate);
  }

  private void forgetTheLightest() {
    if (selfNanos.size() <= MAX_WATCHED) {
      return;
    }
    List<String> withoutPlace = new ArrayList<>(selfNanos.keySet());
    withoutPlace.removeAll(chosen);
    withoutPlace.sort(Comparator.comparingLong(this::weight));
    withoutPlace.subList(0, selfNanos.size() - MAX_WATCHED / 2).forEach(selfNanos::remove);
  }

  private long weight(String method) {
    return selfNanos.getOrDefault(method, 0L);
  }
}
