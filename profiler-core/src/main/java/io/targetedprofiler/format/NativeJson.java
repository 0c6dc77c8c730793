package io.targetedprofiler.format;

/** What reader and writer of the native form must agree on. See FORMAT.md. */
final class NativeJson {
  static final String FORMAT = "targeted-profiler";

  /** Files of this major version are read, whatever their minor version. */
  static final int MAJOR_VERSION = 1;

  static final String VERSION = MAJOR_VERSION + ".0";

  /** The parent of a root. */
  static final int NO_PARENT = -1;

  private NativeJson() {}
}
