package io.targetedprofiler.format;

/** Amounts of memory in decimal units, as their symbols say: a {@code kB} is 1000 bytes. */
final class Bytes {
  private static final String[] UNITS = {"kB", "MB", "GB", "TB", "PB", "EB"};

  private Bytes() {}

  static String human(long bytes) {
    if (bytes < 1_000) {
      return bytes + " B";
    }
    int unit = 0;
    long step = 100;
    // At 999 950 bytes, not at a million: "1000.0 kB" is never written.
    while (unit < UNITS.length - 1 && bytes >= 10_000 * step - step / 2) {
      step *= 1_000;
      unit++;
    }
    return Decimals.of(bytes, step, 1) + ' ' + UNITS[unit];
  }
}
