package io.targetedprofiler.format;

/**
 * One unit for all times of a report, so that a column can be compared at a glance. It follows the
 * whole: a path of a thousandth of the whole still shows in the last decimal.
 *
 * @param unitNanos nanoseconds of one unit
 * @param unit its symbol
 * @param decimals how many decimals are shown
 */
record TimeScale(long unitNanos, String unit, int decimals) {
  private static final long MICRO = 1_000;
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000_000_000;

  /** Milliseconds up to this: the readers of a log compare reports, and most calls take less. */
  private static final long MILLIS_END = 100 * SECOND;

  /** From here on a microsecond with one decimal would be rounded up to {@code 1000.0}. */
  private static final long MICROS_END = 999_950;

  /** The scale for the parts of a whole. */
  static TimeScale of(long wholeNanos, Glyphs glyphs) {
    if (wholeNanos < MICRO) {
      return new TimeScale(1, "ns", 0);
    }
    if (wholeNanos < MICROS_END) {
      return new TimeScale(MICRO, glyphs.micros, decimals(wholeNanos / MICRO));
    }
    if (wholeNanos < MILLIS_END) {
      return new TimeScale(MILLI, "ms", decimals(wholeNanos / MILLI));
    }
    return new TimeScale(SECOND, "s", 1);
  }

  /** A time that stands alone, such as {@code 0.8 µs}. */
  static String human(long nanos, Glyphs glyphs) {
    if (nanos < 100) {
      return nanos + " ns";
    }
    if (nanos < MICROS_END) {
      return new TimeScale(MICRO, glyphs.micros, 1).text(nanos);
    }
    if (nanos < MILLIS_END) {
      return new TimeScale(MILLI, "ms", 1).text(nanos);
    }
    return new TimeScale(SECOND, "s", 1).text(nanos);
  }

  /**
   * A time as it was configured, such as {@code 50 ms}: the largest unit that needs no decimals.
   * One that nobody would configure was found by measuring, and is rounded.
   */
  static String exact(long nanos, Glyphs glyphs) {
    if (nanos % SECOND == 0) {
      return nanos / SECOND + " s";
    }
    if (nanos % MILLI == 0) {
      return nanos / MILLI + " ms";
    }
    return nanos % MICRO == 0 ? nanos / MICRO + " " + glyphs.micros : human(nanos, glyphs);
  }

  private static int decimals(long units) {
    if (units < 10) {
      return 3;
    }
    return units < 100 ? 2 : 1;
  }

  /** The bare number, for a column whose heading names the unit. */
  String number(long nanos) {
    return Decimals.of(nanos, step(), decimals);
  }

  /** Number and unit. */
  String text(long nanos) {
    return number(nanos) + ' ' + unit;
  }

  /**
   * Number and unit; in a finer unit what would read as nothing in this one although it is
   * something.
   */
  String textOfPart(long nanos, Glyphs glyphs) {
    return nanos == 0 || nanos >= (step() + 1) / 2 ? text(nanos) : human(nanos, glyphs);
  }

  /** The bare number; in a finer unit, then named, what would read as nothing in this one. */
  String numberOfPart(long nanos, Glyphs glyphs) {
    return nanos == 0 || nanos >= (step() + 1) / 2 ? number(nanos) : human(nanos, glyphs);
  }

  private long step() {
    long step = unitNanos;
    for (int i = 0; i < decimals; i++) {
      step /= 10;
    }
    return step;
  }
}
