package io.targetedprofiler.format;

/** The characters of a report that not every console has. */
enum Glyphs {
  BOX("├ ", "└ ", "│ ", "  ", "µs", "×", "≈", "…", "█", "░", "⇢"),
  ASCII("|- ", "`- ", "|  ", "   ", "us", "x", "~", "...", "#", ".", "~>");

  /** Before a call that others follow under the same caller. */
  final String branch;

  /** Before the last call of its caller. */
  final String lastBranch;

  /** Beneath a call that others follow. */
  final String passing;

  /** Beneath the last call of its caller. */
  final String blank;

  final String micros;
  final String times;

  /** Before a time that is an estimate. */
  final String estimate;

  final String ellipsis;

  /** What a bar is made of. */
  final String bar;

  /** What stands before a bar, from when it was handed over. */
  final String queued;

  /** Before what other threads ran for its caller. */
  final String handOver;

  Glyphs(
      String branch,
      String lastBranch,
      String passing,
      String blank,
      String micros,
      String times,
      String estimate,
      String ellipsis,
      String bar,
      String queued,
      String handOver) {
    this.branch = branch;
    this.lastBranch = lastBranch;
    this.passing = passing;
    this.blank = blank;
    this.micros = micros;
    this.times = times;
    this.estimate = estimate;
    this.ellipsis = ellipsis;
    this.bar = bar;
    this.queued = queued;
    this.handOver = handOver;
  }

  /**
   * The text with this library's own signs, which names and values may contain, in these
   * characters.
   */
  String translate(String text) {
    return this == BOX ? text : text.replace("…", ellipsis).replace("≈", estimate);
  }
}
