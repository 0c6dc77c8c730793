package io.targetedprofiler;

import io.targetedprofiler.record.RootSite;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The roots of requests by route and method. A framework gives the same string for a route each
 * time, and few methods go by one: so its root is a look-up away, and what it is called is put
 * together once. Safe for use by many threads.
 */
final class RequestRoots {

  /** A framework that gave paths for routes must not fill the memory. */
  static final int MAX_ROUTES = 1_000;

  private record OfMethod(String method, RootSite root) {}

  private final Function<String, @Nullable RootSite> byName;
  private final ConcurrentMap<String, List<OfMethod>> byRoute = new ConcurrentHashMap<>();

  /**
   * None is known yet.
   *
   * @param byName makes or finds the root of what requests of one kind are called
   */
  RequestRoots(Function<String, @Nullable RootSite> byName) {
    this.byName = byName;
  }

  /** The root of a request; null if requests are not profiled. */
  @Nullable RootSite of(String method, String route) {
    List<OfMethod> known = byRoute.getOrDefault(route, List.of());
    for (int i = 0; i < known.size(); i++) {
      if (known.get(i).method.equals(method)) {
        return known.get(i).root;
      }
    }
    RootSite root = byName.apply(WebCall.nameOf(method, route));
    if (root != null && WebCall.isKnown(method) && byRoute.size() < MAX_ROUTES) {
      byRoute.merge(route, List.of(new OfMethod(method, root)), RequestRoots::both);
    }
    return root;
  }

  private static List<OfMethod> both(List<OfMethod> some, List<OfMethod> more) {
    List<OfMethod> all = new ArrayList<>(some);
    more.stream().filter(each -> !some.contains(each)).forEach(all::add);
    return List.copyOf(all);
  }

  /** How many routes it knows. */
  int routes() {
    return byRoute.size();
  }
}
