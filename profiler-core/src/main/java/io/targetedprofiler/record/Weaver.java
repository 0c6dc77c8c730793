package io.targetedprofiler.record;

import io.targetedprofiler.model.Frame;

/**
 * What a weaver can say of the sites it made, and do to them. Called on threads of the profiler
 * only, but for {@link #typeOf}; never throws.
 */
public interface Weaver {

  /** The method that a site stands for; asked once per site. */
  Frame frameOf(Object site);

  /**
   * The class that a site is in: what is known of the site is kept as long as that class. Called on
   * profiled threads, too.
   */
  default Class<?> typeOf(Object site) {
    return site.getClass();
  }

  /**
   * Switches the probes of a site off, so that they cost next to nothing and tell no recorder of
   * its calls. A call that is under way may end unseen: who switches probes off tells recorders
   * first, by {@link TimingPolicy#demoted}.
   *
   * @return false if that cannot be done to this site
   */
  boolean switchOff(Object site);

  /** Switches the probes of a site on again. */
  void switchOn(Object site);
}
