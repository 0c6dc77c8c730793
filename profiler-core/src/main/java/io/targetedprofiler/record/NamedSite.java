package io.targetedprofiler.record;

import io.targetedprofiler.model.Frame;

/** A site that was named by hand instead of woven. Compared by identity like every site. */
public final class NamedSite {

  private final Frame frame;
  private final boolean outside;

  /** A new site; two of the same name are two sites. */
  public NamedSite(String name) {
    this(name, false);
  }

  private NamedSite(String name, boolean outside) {
    this.frame = Frame.named(name);
    this.outside = outside;
  }

  /** A new site of calls that leave the program; see {@link OutsideCall}. */
  public static NamedSite outside(String name) {
    return new NamedSite(name, true);
  }

  boolean isOutside() {
    return outside;
  }

  Frame frame() {
    return frame;
  }
}
