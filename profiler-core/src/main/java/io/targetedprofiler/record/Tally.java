package io.targetedprofiler.record;

import org.jspecify.annotations.Nullable;

/**
 * Something that is counted of the calls of one path, such as the rows that a statement changed.
 * Stays with its node, as the path does, so that counting on a known path allocates nothing.
 */
final class Tally {

  final String name;
  final @Nullable Tally next;

  /** Whether it was counted in this call. */
  boolean counted;

  long sum;

  Tally(String name, @Nullable Tally next) {
    this.name = name;
    this.next = next;
  }

  void reset() {
    counted = false;
    sum = 0;
  }
}
