package io.targetedprofiler.format;

import io.targetedprofiler.model.Frame;

/** The long name of a method, for tools that shorten names themselves. */
final class FullNames {
  private FullNames() {}

  /** {@code com.acme.Orders$Line.total}, or the name given by hand. */
  static String of(Frame frame) {
    return WellFormed.of(
        frame.className().isEmpty() ? frame.method() : frame.className() + '.' + frame.method());
  }
}
