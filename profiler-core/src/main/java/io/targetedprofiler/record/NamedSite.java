package io.targetedprofiler.record;

import io.targetedprofiler.model.Frame;

/** A site that was named by hand instead of woven. Compared by identity like every site. */
public final class NamedSite {

  private final Frame frame;

  /** A new site; two of the same name are two sites. */
  public NamedSite(String name) {
    this.frame = Frame.named(name);
  }

  Frame frame() {
    return frame;
  }
}
