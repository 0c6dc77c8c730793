package io.targetedprofiler;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as users write them: {@code 250us}, {@code 1.5ms}, {@code 2s}. */
final class Durations {

  /** For messages: what is allowed. */
  static final String ALLOWED = "a number with ns, us, ms, s, m or h, such as 250us, 5ms or 2s";

  private static final Pattern DURATION = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?) ?([a-zµ]+)");
  private static final Map<String, Long> UNITS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  private Durations() {}

  /** In nanoseconds; empty if malformed or too long for a long. */
  static Optional<Long> parseNanos(String text) {
    Matcher matcher = DURATION.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Long unit = UNITS.get(matcher.group(2));
    if (unit == null) {
      return Optional.empty();
    }
    BigInteger nanos =
        new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit)).toBigInteger();
    return nanos.bitLength() < Long.SIZE ? Optional.of(nanos.longValue()) : Optional.empty();
  }
}
