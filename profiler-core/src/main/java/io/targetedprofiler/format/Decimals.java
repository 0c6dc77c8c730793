package io.targetedprofiler.format;

/** Numbers with a fixed count of decimals: rounded half up, a decimal point in every locale. */
final class Decimals {
  private Decimals() {}

  /**
   * Writes a value in steps of its last shown digit. {@code String.format} would take most of the
   * time of a large report.
   *
   * @param step what one unit of the last digit is worth
   * @param decimals how many of the digits stand behind the point
   */
  static String of(long value, long step, int decimals) {
    long steps = value / step;
    if (2 * Math.abs(value % step) >= step) {
      steps += Long.signum(value);
    }
    if (decimals == 0) {
      return Long.toString(steps);
    }
    String digits = Long.toString(Math.abs(steps));
    String padded = "0".repeat(Math.max(0, decimals + 1 - digits.length())) + digits;
    int point = padded.length() - decimals;
    return (steps < 0 ? "-" : "") + padded.substring(0, point) + '.' + padded.substring(point);
  }
}
