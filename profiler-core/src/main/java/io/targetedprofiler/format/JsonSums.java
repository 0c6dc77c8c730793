package io.targetedprofiler.format;

/**
 * Sums over a whole file. Merging adds reports up; a file whose sums exceed 64 bits would turn into
 * nonsense there, so it is refused here.
 */
final class JsonSums {
  private final JsonInput in;
  private long counts;
  private long nanos;

  JsonSums(JsonInput in) {
    this.in = in;
  }

  /** Calls, errors and the like, of any node or tree: no sum of one kind exceeds that of all. */
  void addCount(long count) throws UnreadableException {
    counts += count;
    requireNoOverflow(counts);
  }

  /** The longest time in a tree: a merged tree has none that exceeds the sum of these. */
  void addNanos(long longest) throws UnreadableException {
    nanos += longest;
    requireNoOverflow(nanos);
  }

  private void requireNoOverflow(long sum) throws UnreadableException {
    if (sum < 0) {
      throw in.broken("figures that add up to more than 64 bits");
    }
  }
}
