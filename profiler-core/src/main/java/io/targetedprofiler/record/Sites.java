package io.targetedprofiler.record;

import io.targetedprofiler.model.Frame;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * Turns sites into frames, when a call is over and once per site. Whoever weaves says how to read
 * its own kind of site: the one static holder that weaving forces on us, since a woven method can
 * be handed nothing.
 */
public final class Sites {

  private static final ConcurrentMap<Object, Frame> FRAMES = new ConcurrentHashMap<>();

  private static volatile Function<Object, Frame> reader = site -> Frame.named(site.toString());

  private Sites() {}

  /**
   * Sets how woven sites are read.
   *
   * @param frames from a site to its frame; called on a thread of the profiler, once per site
   */
  public static void readBy(Function<Object, Frame> frames) {
    reader = frames;
  }

  static Frame frameOf(Object site) {
    if (site instanceof NamedSite named) {
      return named.frame();
    }
    Frame known = FRAMES.get(site);
    return known != null ? known : FRAMES.computeIfAbsent(site, reader);
  }
}
